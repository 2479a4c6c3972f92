import type { Delivery } from '../delivery.schema.js';
import type { Message } from '../message.schema.js';

export const CHANNELS = ['smtp', 'http'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/**
 * What became of one message that was handed over. `accepted`, `refused`: the other side said so;
 * `uncertain`: it was handed over and nobody said what became of it.
 */
export interface Answer {
  outcome: 'accepted' | 'refused' | 'uncertain';
  reply: string;
  /** Of a refusal: worth another try, later. */
  isTemporary?: boolean;
}

export type GateSays = 'go' | 'stop' | 'skip';

/** The messages of one window while they are sent. Each is noted, left or said to be away: exactly one of them, once. */
export interface Hand {
  /** Aborted when the run is over: nothing more may be handed over. */
  readonly signal: AbortSignal;
  /** Aborted a while later: what was handed over is not waited for any longer. */
  readonly patience: AbortSignal;
  /** The next message, when the rate allows it; undefined: there is none, or the run is over. */
  next(): Promise<Message | undefined>;
  /** The stop gate's last look, right before what cannot be taken back. */
  gate(message: Message): GateSays | Promise<GateSays>;
  note(message: Message, answer: Answer): void;
  /** It was not handed over: free again. */
  leave(message: Message): void;
  /** Nobody was there to take it: free again, and the window with it. */
  awayWith(message: Message): void;
}

/** Hands a window's messages over; ends when none is on its way. */
export type SendWindow = (hand: Hand) => Promise<void>;

/** A run of one delivery in one process. */
export interface ChannelRun {
  /** Reads what these messages need, while others are still on their way. */
  prepare(messages: readonly Message[]): Promise<SendWindow>;
}

/** What a channel has in this process now. */
export interface ChannelFigures {
  /** Handed over, not answered. */
  unanswered: number;
  connections: number;
}

/**
 * A way out for the messages of deliveries. What a new one must do is here and in `Hand`; the ledger,
 * the rate, the fence, pauses and stops are the deliveries' own and the same for all.
 */
export interface Channel {
  readonly name: ChannelName;
  /** Makes ready for a run: its texts compiled once. */
  start(run: Delivery): ChannelRun;
  figures(): ChannelFigures;
}

/** Once a run is over, what was handed over is waited for so long; then nobody knows what became of it. */
export const ANSWER_AFTER_STOP_MS = 3_000;

/** Aborted `ANSWER_AFTER_STOP_MS` after `signal`. */
export function patienceAfter(signal: AbortSignal): AbortSignal {
  const patience = new AbortController();
  const start = (): void => {
    setTimeout(() => patience.abort(), ANSWER_AFTER_STOP_MS).unref();
  };
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return patience.signal;
}
