/** Answers asked for before anybody draws them, each once. */
export type EarlyAnswers<T> = {
  /** Ask now; a refusal waits for whoever takes the answer. */
  askEarly: (key: string) => void;
  /** The answer that is under way or there; after a refusal was taken, the next one to ask asks anew. */
  take: (key: string) => Promise<T>;
};

export function earlyAnswers<T>(ask: (key: string) => Promise<T>): EarlyAnswers<T> {
  const answers = new Map<string, Promise<T>>();
  function known(key: string): Promise<T> {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  }
  return {
    askEarly: (key) => {
      known(key).catch(() => undefined);
    },
    take: (key) => {
      const answer = known(key);
      answer.catch(() => answers.delete(key));
      return answer;
    },
  };
}
