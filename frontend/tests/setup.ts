// The test environment lacks what every browser has.
globalThis.reportError ??= (error: unknown) => void dispatchEvent(new ErrorEvent("error", { error }));
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, (char) => `\\${char}`) } as typeof CSS;
