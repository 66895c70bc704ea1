// Replaces secrets in everything that a job says, as GitHub does: whole values, their lines, and their base64 forms.

export class Masks {
  #values: string[] = [];

  add(secret: string): void {
    const lines = secret.split(/\r?\n/).map((line) => line.trim());
    const forms = [secret, ...lines, Buffer.from(secret).toString('base64')].filter((form) => form.trim() !== '');
    // Longest first, so that a secret that contains another one is replaced as a whole.
    this.#values = [...new Set([...this.#values, ...forms])].sort((a, b) => b.length - a.length);
  }

  apply(text: string): string {
    let masked = text;
    for (const value of this.#values) masked = masked.replaceAll(value, '***');
    return masked;
  }

  contains(text: string): boolean {
    return this.apply(text) !== text;
  }
}
