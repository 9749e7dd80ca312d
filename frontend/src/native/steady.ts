const OWN = /^(ipc:\/\/localhost|https?:\/\/ipc\.localhost)\//;

/** What a call ends with whose answer was broken off; Python may have heard it or not. */
export const BROKEN_OFF = "the call was broken off: the page was about to go elsewhere";

/**
 * Let a call that was broken off be an error of that call, and no more.
 *
 * A page that is about to go elsewhere has its requests broken off, and it may stay, or come back. Tauri takes that for the
 * end of the way to Python and changes to another one, which carries no bytes and cannot tell who speaks. Where the way has
 * never worked, because the page's policy forbids it, the other one is the right one.
 */
export function steadyCalls(): void {
  const plain = globalThis.fetch.bind(globalThis);
  let worked = false;
  const whole = async (asked: Promise<Response>): Promise<Response> => {
    try {
      const answer = await asked;
      const body = await answer.arrayBuffer();
      worked = true;
      return new Response(body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      if (!worked) throw error;
      // A document that is gone runs no timers. Went it on, it would complain in the next one, whose window it sees as its own.
      await new Promise((go) => setTimeout(go));
      return new Response(JSON.stringify(BROKEN_OFF), { headers: { "Tauri-Response": "error", "Content-Type": "application/json" } });
    }
  };
  globalThis.fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    typeof input === "string" && OWN.test(input) ? whole(plain(input, init)) : plain(input, init);
}
