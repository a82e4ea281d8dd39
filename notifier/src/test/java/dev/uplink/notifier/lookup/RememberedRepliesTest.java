package dev.uplink.notifier.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import dev.uplink.notifier.bitbucket.reader.PullRequestFiles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedRepliesTest {
  private static final Reply ANSWERED = new Reply.Answered(new Found.Commit(Lookups.NEW));

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void theSameQuestionIsAskedOnceAnHour() throws Exception {
    RememberedReplies replies = replying(ANSWERED);

    assertThat(replies.ask(Lookups.fullHash("one"))).isEqualTo(ANSWERED);
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(replies.ask(Lookups.fullHash("one"))).isEqualTo(ANSWERED);
    assertThat(asked).hasValue(1);

    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(replies.known(Lookups.fullHash("one"))).isEmpty();
    replies.ask(Lookups.fullHash("one"));
    replies.ask(Lookups.fullHash("two"));
    assertThat(asked).hasValue(3);
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    RememberedReplies replies = replying(new Reply.Unanswered(Fault.TIMED_OUT, "slow"));

    replies.ask(Lookups.fullHash("one"));
    replies.ask(Lookups.fullHash("one"));

    assertThat(asked).hasValue(2);
  }

  @Test
  void whoAsksMeanwhileGetsTheSameAnswer() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch under = new CountDownLatch(1);
    RememberedReplies replies =
        new RememberedReplies(
            lookup -> {
              asked.incrementAndGet();
              under.countDown();
              open.await();
              return ANSWERED;
            },
            nanos::get);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> replies.ask(Lookups.fullHash("one")));
      under.await();
      var second = threads.submit(() -> replies.ask(Lookups.fullHash("one")));
      open.countDown();

      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(ANSWERED);
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(ANSWERED);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aBugOfOneQuestionIsNotKept() throws Exception {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    RememberedReplies replies =
        new RememberedReplies(
            lookup -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
              }
              return ANSWERED;
            },
            nanos::get);

    assertThatThrownBy(() -> replies.ask(Lookups.fullHash("one"))).hasMessage("a bug");
    reply.complete(replies.ask(Lookups.fullHash("one")));
    assertThat(reply).isCompletedWithValue(ANSWERED);
  }

  /** Bitbucket has not heard of the new head yet, and soon will have. */
  @Test
  void filesOfAnotherHeadAreToldButNotRemembered() throws Exception {
    Reply old = files(Lookups.OLD);
    RememberedReplies replies = replying(old);

    assertThat(replies.ask(Lookups.pullRequest("one", Lookups.NEW))).isEqualTo(old);
    assertThat(replies.known(Lookups.pullRequest("one", Lookups.NEW))).isEmpty();
    replies.ask(Lookups.pullRequest("one", Lookups.NEW));

    assertThat(asked).hasValue(2);
  }

  @Test
  void filesOfTheHeadThatIsMeantAreRememberedAlsoByItsFirstDigits() throws Exception {
    RememberedReplies replies = replying(files(Lookups.NEW.substring(0, 12)));

    replies.ask(Lookups.pullRequest("one", Lookups.NEW));
    replies.ask(Lookups.pullRequest("one", Lookups.NEW));
    replies.ask(Lookups.pullRequest("two", null));
    replies.ask(Lookups.pullRequest("two", null));

    assertThat(asked).hasValue(2);
  }

  private static Reply files(String head) {
    return new Reply.Answered(
        new Found.FilesOfPullRequest(
            new PullRequestFiles(new ChangedFiles(List.of("a"), false), head)));
  }

  private RememberedReplies replying(Reply reply) {
    return new RememberedReplies(
        lookup -> {
          asked.incrementAndGet();
          return reply;
        },
        nanos::get);
  }
}
