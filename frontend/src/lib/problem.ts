/** One thing wrong in what was sent: by JSON pointer, or by place in a file. */
export type ProblemItem = {
  pointer?: string | null;
  file?: string | null;
  row?: number | null;
  column?: string | null;
  value?: string | null;
  code: string;
  message: string;
  remedy?: string | null;
};

/** The body of every refusal (RFC 9457, with a stable `code` and `errors[]`). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  instance?: string | null;
  code: string;
  errors?: ProblemItem[];
  trace_id?: string | null;
};

/** A request that failed, with the server's own words where it sent any. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** Any thrown value as a problem, so that one panel can show them all. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'about:blank', title: '', status: 0, code: 'unexpected', detail };
}
