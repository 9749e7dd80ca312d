import { expect, it } from "vitest";
import { Hosts, settingFor } from "./hosts";

it("lets a page ask its own host, and what it carries itself", () => {
  const hosts = new Hosts();
  expect(hosts.allow("/assets/a.js")).toBe(true);
  expect(hosts.allow("data:text/plain,a")).toBe(true);
  expect(hosts.allow("https://tile.example.org/0/0/0.png")).toBe(false);
});

it("reads sources as a content security policy has them", () => {
  const hosts = new Hosts(["https://tile.example.org", "https://*.maps.net", "http://localhost:8080/tiles/"]);
  expect(hosts.allow("https://tile.example.org/0/0/0.png")).toBe(true);
  expect(hosts.allow("http://tile.example.org/0/0/0.png")).toBe(false);
  expect(hosts.allow("https://tile.example.org:8443/0/0/0.png")).toBe(false);
  expect(hosts.allow("https://a.b.maps.net/style.json")).toBe(true);
  expect(hosts.allow("https://maps.net/style.json")).toBe(false);
  expect(hosts.allow("http://localhost:8080/tiles/0")).toBe(true);
  expect(hosts.allow("http://localhost:8080/other")).toBe(false);
  expect(new Hosts(["https:"]).allow("https://anything.org/a")).toBe(true);
  expect(new Hosts(["*"]).allow("http://anything.org/a")).toBe(true);
});

it("writes the setting as a person types it", () => {
  expect(settingFor(["https://a.org"])).toBe('PyWrySettings(csp={"connect_src": ["https://a.org"]})');
});
