import { nextFrame } from "../../page/frame";

const BUDGET = 12;

type Work = () => Promise<void>;

/** Draws one after another, as many a frame as fit, so that a page with many charts still follows a person's hand. */
export class Turns {
  readonly #waiting: Work[] = [];
  readonly #next: (work: () => void) => void;
  readonly #now: () => number;
  #running = false;

  constructor(next: (work: () => void) => void = nextFrame, now: () => number = () => performance.now()) {
    this.#next = next;
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
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) {
      await work().catch(reportError);
      if (this.#waiting.length > 0 && this.#now() - began < BUDGET) continue;
      await new Promise<void>((go) => this.#next(go));
      began = this.#now();
    }
    this.#running = false;
  }
}
