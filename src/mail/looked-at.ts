import type { Socket } from 'node:net';
import { Readable } from 'node:stream';

/**
 * The last look, when the server has said yes to sender and recipient and waits for the data: from
 * there on a cut leaves it open whether the mail was delivered. Anything but `go` holds it back.
 */
export type LastLook = () => 'go' | 'stop' | 'skip' | Promise<'go' | 'stop' | 'skip'>;

/**
 * The data of one letter: read when the server waits for it. It is made ready behind a corked socket,
 * then the last look is taken, then all of it leaves in one write: a process that is frozen or killed
 * is hardly ever between the look and the end of the data.
 */
export class LookedAt extends Readable {
  /** The last look said no. */
  isHeld = false;
  /** The data has begun. */
  hasLeft = false;
  private isLooking = false;

  constructor(
    private readonly message: Buffer | string,
    private readonly lastLook: LastLook,
    private readonly socket: Socket,
  ) {
    super();
  }

  override _read(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    this.socket.cork();
    this.push(this.message);
    this.push(null);
    // By then nodemailer has written it to the socket, dots and end included.
    setImmediate(() => {
      const said = this.lastLook();
      if (typeof said === 'string') return this.heed(said);
      said.then(
        (later) => this.heed(later),
        () => this.heed('stop'),
      );
    });
  }

  /** Ending a socket would send what waits in it: what may not leave goes with it. */
  holdBack(): void {
    if (this.hasLeft) return;
    this.isHeld = true;
    this.socket.destroy();
  }

  private heed(said: 'go' | 'stop' | 'skip'): void {
    if (said !== 'go') return this.holdBack();
    // Hung up meanwhile: nothing leaves.
    if (this.socket.destroyed) return;
    this.hasLeft = true;
    this.socket.uncork();
  }
}
