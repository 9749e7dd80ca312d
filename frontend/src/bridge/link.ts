import type { Message, Received } from "./codec";

/** Why a link went down; `final` means that it will not come back by itself. */
export interface LinkDown {
  readonly code: number;
  readonly reason: string;
  readonly final: boolean;
}

export interface LinkHandlers {
  /** The link is up (again). */
  opened(): void;
  message(message: Received): void;
  down(why: LinkDown): void;
}

/** What carries messages between a page and Python; it decides nothing, and comes back by itself when it can. */
export interface Link {
  open(handlers: LinkHandlers): void;
  /** Send one message; one that the connection swallows as it goes down is said again by the bridge. */
  send(message: Message): void;
  /** End it for good. */
  close(code?: number, reason?: string): void;
  /** Drop the present connection, which is known to be dead, and connect anew. */
  reset(): void;
}
