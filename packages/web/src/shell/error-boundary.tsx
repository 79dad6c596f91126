/** A screen that breaks says so, instead of going blank. */
import { Component, type ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <FailureNotice error={this.state.error} onRetry={() => location.reload()} />;
  }
}
