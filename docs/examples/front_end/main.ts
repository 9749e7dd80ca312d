import { connect } from "./bridge.js";

declare module "./bridge.js" {
  interface PyWryEvents {
    "app:picked": { symbol: string };
  }
  interface PyWryState {
    symbols: string[];
  }
}

const door = (await (await fetch("/api/door")).json()) as { url: string; token: string };
const pywry = await connect(door);

const list = document.querySelector("ul")!;
pywry.state.on("symbols", async (symbols = []) => {
  for (const symbol of symbols) {
    const [price] = await pywry.call("price_of", { symbol });
    const item = document.createElement("li");
    item.textContent = `${symbol} ${price}`;
    item.onclick = () => pywry.emit("app:picked", { symbol });
    list.append(item);
  }
});
