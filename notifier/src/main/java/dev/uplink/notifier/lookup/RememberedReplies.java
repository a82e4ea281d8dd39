package dev.uplink.notifier.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers that Bitbucket gave, kept for as long as the processor keeps them: a question that is
 * read or asked again costs no second request. Failures are not kept, and no files of another head
 * than was meant: Bitbucket is behind, and the same question has another answer soon. One question
 * that is asked twice at once is asked once.
 */
final class RememberedReplies {
  private static final Duration KEPT_FOR = Duration.ofHours(1);
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;
  private static final int LEAST = 500;

  private final Asking asking;
  private final Cache<Key, Reply> answered;
  private final Map<Key, CompletableFuture<Reply>> underWay = new ConcurrentHashMap<>();

  /** What one integration asked; another may see less of the same Bitbucket. */
  private record Key(String integrationId, String lookupId) {
    static Key of(Lookup lookup) {
      return new Key(lookup.integrationId(), lookup.id());
    }
  }

  RememberedReplies(Asking asking, Ticker ticker) {
    this.asking = asking;
    this.answered =
        Caffeine.newBuilder()
            .expireAfterWrite(KEPT_FOR)
            .ticker(ticker)
            .maximumWeight(MOST_CHARACTERS)
            .<Key, Reply>weigher((key, reply) -> LEAST + characters(reply))
            .build();
  }

  Optional<Reply> known(Lookup lookup) {
    return Optional.ofNullable(answered.getIfPresent(Key.of(lookup)));
  }

  Reply ask(Lookup lookup) throws InterruptedException {
    Key key = Key.of(lookup);
    CompletableFuture<Reply> own = new CompletableFuture<>();
    @Nullable CompletableFuture<Reply> other = underWay.putIfAbsent(key, own);
    if (other != null) {
      return await(other);
    }
    try {
      // Somebody may have been answered since it was looked for.
      @Nullable Reply reply = known(lookup).orElse(null);
      if (reply == null) {
        reply = asking.ask(lookup);
        if (reply instanceof Reply.Answered(Found found) && isOfWhatWasMeant(lookup, found)) {
          answered.put(key, reply);
        }
      }
      own.complete(reply);
      return reply;
    } finally {
      underWay.remove(key, own);
      // For whoever waits when there is no answer; without effect when there is one.
      own.completeExceptionally(new IllegalStateException("the first to ask was not answered"));
    }
  }

  private static Reply await(CompletableFuture<Reply> other) throws InterruptedException {
    try {
      return other.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean isOfWhatWasMeant(Lookup lookup, Found found) {
    return !(lookup.question() instanceof Question.PullRequestFiles(long _, var head)
        && found instanceof Found.FilesOfPullRequest(var files)
        && !files.mayBeOf(head));
  }

  private static int characters(Reply reply) {
    return switch (reply) {
      case Reply.Answered(Found.Files(var files)) -> characters(files);
      case Reply.Answered(Found.FilesOfPullRequest(var found)) -> characters(found.files());
      case Reply.Answered _, Reply.Unanswered _ -> 0;
    };
  }

  private static int characters(ChangedFiles files) {
    return files.paths().stream().mapToInt(path -> path.length() + 64).sum();
  }
}
