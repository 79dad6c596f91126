/** The API's description, for what is generated from it. */
import { type ApiDocument, describeApi } from './http/openapi/describe-api.ts';
import { routes } from './routes.ts';

export type { ApiDocument, Operation } from './http/openapi/describe-api.ts';
export type { JsonSchema } from './http/openapi/json-schema.ts';

export const apiDocument = (version: string): ApiDocument => describeApi(routes, version);
