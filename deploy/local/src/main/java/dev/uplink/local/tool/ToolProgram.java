package dev.uplink.local.tool;

import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.settings.SettingsException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * The program of the image {@code tools}. Exit codes: 0 done, 1 it could not be done or did not
 * come as expected, 2 wrong words or variables, or refused: nothing was changed then. That of dead
 * letters has those of a dry run.
 */
public final class ToolProgram {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private ToolProgram() {}

  public static void main(String[] words) {
    System.exit(run(words, System.getenv(), System.out, System.err));
  }

  /** Returns the exit code; the sandbox and the scheduler only when they are ended. */
  public static int run(
      String[] words, Map<String, String> environment, PrintStream out, PrintStream err) {
    Optional<Tool> tool = words.length == 0 ? Optional.empty() : Tool.find(words[0]);
    if (tool.isEmpty() || !tool.get().takes(words.length - 1)) {
      err.println("Expected one of:\n" + Tool.usage());
      return MISUSED;
    }
    try {
      return tool.get().run(words, environment, out, err);
    } catch (SettingsException | RefusedException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (StartFailedException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }
}
