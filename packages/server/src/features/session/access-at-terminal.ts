/** What somebody may do on a shared terminal: an operator's work, where it stands, as far as their own roles go. */
import { type Permission, roleMatrix } from '@mantinel/contract';
import { type Access, accessOfToken, type PlaceId, type PlantTree } from '@mantinel/domain';

export const accessAtTerminal = (
  tree: PlantTree,
  own: Access<Permission>,
  place: PlaceId,
): Access<Permission> => accessOfToken(tree, own, { permissions: roleMatrix.operator, place });
