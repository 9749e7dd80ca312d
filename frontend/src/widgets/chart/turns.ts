import { afterPaint, nextFrame } from "../../page/frame";

const BUDGET = 12;

type Work = () => Promise<void>;
type Wait = (work: () => void) => void;

/** Draws one after another, as many a frame as fit, so that a page with many charts still follows a person's hand. */
export class Turns {
  readonly #waiting: Work[] = [];
  readonly #next: Wait;
  readonly #painted: Wait;
  readonly #now: () => number;
  #running = false;

  constructor(next: Wait = nextFrame, painted: Wait = afterPaint, now: () => number = () => performance.now()) {
    this.#next = next;
    this.#painted = painted;
    this.#now = now;
  }

  /** Do something when it is its turn, at once if nothing waits; resolves when it is done. */
  take(work: Work): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push(() => work().finally(done));
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    let began = this.#now();
    // The first is drawn between two frames; drawing the second within the coming one would keep the first from being seen.
    let wait = this.#painted;
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) {
      await work().catch(reportError);
      if (this.#waiting.length > 0 && this.#now() - began < BUDGET) continue;
      await new Promise<void>(wait);
      wait = this.#next;
      began = this.#now();
    }
    this.#running = false;
  }
}
