package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One test case of a module's run, as its scheduler told it.
 *
 * @param id of the case in its module, by which its status is known
 * @param url its page; null while there is none that any Bitbucket would take
 * @param message one line; null when nothing was said
 */
public record TestCase(String id, RunState state, @Nullable String url, @Nullable String message) {
  /** Complete, so that of two contradicting words on one run the same one always counts. */
  static final Comparator<TestCase> ORDER =
      Comparator.comparing(TestCase::id)
          .thenComparing(TestCase::state)
          .thenComparing(TestCase::url, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TestCase::message, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What Bitbucket could not show is left out, as of a run. */
  public static TestCase reported(
      String id, RunState state, @Nullable String url, @Nullable String message) {
    return new TestCase(id, state, Lengths.url(url), Lengths.words(message));
  }

  /** Whether a key can be made of it: with a slash it could be another target's. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Its own page, when it has one that this Bitbucket takes. */
  Optional<String> page(BitbucketProduct product) {
    return CommitPage.usable(url, product);
  }

  /** One line for people. A failed or stopped one's own words go before ours. */
  String text() {
    return switch (state.check()) {
      case IN_PROGRESS -> state.text();
      case SUCCESSFUL -> "passed";
      case FAILED, STOPPED -> message == null || message.isEmpty() ? state.text() : message;
    };
  }
}
