package dev.uplink.local.explain;

import dev.uplink.local.LocalSettings;
import dev.uplink.schemas.settings.SettingsException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** The program itself; {@link #run} without its process. */
public final class Explain {
  static final int FOUND = 0;
  static final int NOT_FOUND = 1;
  static final int CANNOT_ASK = 2;

  private static final String USAGE =
      """
      Usage: deploy/local/explain <delivery | commit>

        Tells why a webhook led to what it led to, or to nothing: what came, whose it was, what
        Bitbucket was asked, what was decided for each stack and module, what became of it.

        <delivery>  the deliveryId that Bitbucket was answered
        <commit>    40 hex digits, or at least the first seven if no other commit begins so

      UPLINK_API_PORT (8090) and UPLINK_ADMIN_TOKEN are those of the running Uplink, which prints
      the token when it is ready. Exit codes: 0 told, 1 nothing of that name, 2 wrong words or
      nobody to ask.\
      """;

  private Explain() {}

  public static void main(String[] words) {
    System.exit(run(words, System.getenv(), System.out, System.err));
  }

  /** Returns the exit code. */
  public static int run(
      String[] words, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (words.length == 1 && (words[0].equals("--help") || words[0].equals("-h"))) {
      out.println(USAGE);
      return FOUND;
    }
    if (words.length != 1 || !words[0].matches("[0-9A-Za-z][0-9A-Za-z-]{0,47}")) {
      err.println("Expected one delivery id or commit.\n\n" + USAGE);
      return CANNOT_ASK;
    }
    try {
      return print(new Explanation(controlPlane(environment)).of(words[0]), out, err);
    } catch (SettingsException | CannotAskException e) {
      err.println(e.getMessage());
      return CANNOT_ASK;
    }
  }

  static int print(Explanation.Result result, PrintStream out, PrintStream err) {
    return switch (result) {
      case Explanation.Result.Found found -> {
        out.print(found.text());
        yield FOUND;
      }
      case Explanation.Result.NotFound none -> {
        err.println(none.why());
        yield NOT_FOUND;
      }
      case Explanation.Result.Ambiguous several -> {
        err.println("Several commits begin so; say more digits:");
        several.commits().stream().sorted().forEach(commit -> err.println("  " + commit));
        yield CANNOT_ASK;
      }
    };
  }

  private static ControlPlane controlPlane(Map<String, String> environment) {
    LocalSettings settings = LocalSettings.read(environment);
    Optional<String> token = settings.adminToken();
    if (token.isEmpty()) {
      throw new CannotAskException(
          """
          UPLINK_ADMIN_TOKEN is missing: deploy/local/up prints the admin token when it is ready.
          Another token does as well, if it has ADMIN in the integration's Space.\
          """);
    }
    if (settings.apiPort() == 0) {
      throw new CannotAskException(
          "UPLINK_API_PORT is 0, any free port: deploy/local/up prints which one it took.");
    }
    return new HttpControlPlane(settings.apiPort(), token.get());
  }
}
