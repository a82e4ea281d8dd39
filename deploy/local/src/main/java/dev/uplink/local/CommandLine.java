package dev.uplink.local;

/** What the words after {@code up} ask for. */
sealed interface CommandLine {
  String USAGE =
      """
      Usage: deploy/local/up [--no-demo | --once]

        Starts the whole of Uplink on this machine: Kafka, PostgreSQL, the schema registry,
        the three services, a Bitbucket sandbox and a sample scheduler. Ctrl-C ends all of it.

        --no-demo  the account, Space root and the admin token, nothing else
        --once     exit after the demo: 0 if every expected status arrived, 1 if not
        --help     this text

      Ports and folders are set by environment variables: see deploy/local/README.md.\
      """;

  /**
   * Start everything.
   *
   * @param demo whether to tell the demo's story
   * @param once whether to exit after it
   */
  record Run(boolean demo, boolean once) implements CommandLine {}

  /** Print {@link #USAGE}. */
  record Help() implements CommandLine {}

  /** Nothing is started; the problem goes to stderr. */
  record Refused(String problem) implements CommandLine {}

  static CommandLine parse(String... words) {
    boolean demo = true;
    boolean once = false;
    for (String word : words) {
      switch (word) {
        case "--help", "-h" -> {
          return new Help();
        }
        case "--no-demo" -> demo = false;
        case "--once" -> once = true;
        default -> {
          return new Refused("unknown option " + word);
        }
      }
    }
    // Without a demo there is nothing that could end, and no status that could be missing.
    return once && !demo
        ? new Refused("--once and --no-demo exclude each other")
        : new Run(demo, once);
  }
}
