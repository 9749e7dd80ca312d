import { Idiomorph } from "idiomorph";
import { runScripts } from "./scripts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLOptionElement;

/**
 * Turn an element's content into other html with as few changes as possible, and run the scripts that are new.
 *
 * Focus, scroll positions and what a person has typed stay, unless the html gives a field another value than before.
 */
export function morph(container: Element, html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  const kept = new Set<Element>();
  Idiomorph.morph(container, [...document.importNode(template.content, true).childNodes], {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (old: Node, fresh: Node) => {
        if (isField(old) && isField(fresh) && wasTouched(old) && sameDefault(old, fresh)) kept.add(old);
        return !(old instanceof Element && (old.hasAttribute("data-pywry-mounted") || old.hasAttribute("data-pywry-own")));
      },
      beforeNodeRemoved: (old: Node) => !(old instanceof Element && old.hasAttribute("data-pywry-own")),
      beforeAttributeUpdated: (name: string, element: Element) => !(kept.has(element) && /^(value|checked|selected)$/.test(name)),
    },
  });
  void runScripts(container);
}

function isField(node: Node): node is Field {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLOptionElement;
}

function wasTouched(field: Field): boolean {
  if (field instanceof HTMLOptionElement) return field.selected !== field.defaultSelected;
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function sameDefault(old: Field, fresh: Field): boolean {
  if (old instanceof HTMLOptionElement || fresh instanceof HTMLOptionElement) {
    return old instanceof HTMLOptionElement && fresh instanceof HTMLOptionElement && old.defaultSelected === fresh.defaultSelected;
  }
  if (old.defaultValue !== fresh.defaultValue) return false;
  const boxes = old instanceof HTMLInputElement && fresh instanceof HTMLInputElement;
  return !boxes || old.defaultChecked === fresh.defaultChecked;
}
