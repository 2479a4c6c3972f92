import { Component, type ReactNode } from 'react';

interface Props {
  /** A new place mends a broken screen. */
  place: string;
  instead: ReactNode;
  children: ReactNode;
}

/** A screen that breaks says so; menu, search and the other screens go on. */
export class ErrorBoundary extends Component<Props, { brokenAt: string | null }> {
  override state: { brokenAt: string | null } = { brokenAt: null };

  static getDerivedStateFromProps({ place }: Props, { brokenAt }: { brokenAt: string | null }): { brokenAt: string | null } | null {
    return brokenAt === '' ? { brokenAt: place } : brokenAt !== null && brokenAt !== place ? { brokenAt: null } : null;
  }

  static getDerivedStateFromError(): { brokenAt: string } {
    return { brokenAt: '' };
  }

  override render(): ReactNode {
    return this.state.brokenAt === null ? this.props.children : this.props.instead;
  }
}
