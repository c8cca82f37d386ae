import { Component, type ReactNode } from 'react';
import { asTraceError, type TraceError } from '../base/errors.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Drawn in place of the children once they have thrown. `retry` draws them anew. */
  readonly fallback: (error: TraceError, retry: () => void) => ReactNode;
  /** Told once an error. */
  readonly onError?: (error: TraceError) => void;
}

/** Keeps an error in its own frame. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: TraceError | undefined }> {
  override state: { readonly error: TraceError | undefined } = { error: undefined };

  static getDerivedStateFromError(cause: unknown): { readonly error: TraceError } {
    return { error: asTraceError(cause) };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.onError?.(asTraceError(cause));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return this.props.fallback(error, () => this.setState({ error: undefined }));
  }
}
