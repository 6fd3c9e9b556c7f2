/** The library ships no types. `parse` takes local times of the process as text, and gives one or several. */
declare module 'chi-time-nlp' {
  class TimeNlp {
    parse(text: string, reference?: string): unknown;
  }
  export = TimeNlp;
}
