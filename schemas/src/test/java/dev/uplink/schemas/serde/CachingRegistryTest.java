package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CachingRegistryTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CountDownLatch answer = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final CachingRegistry registry = new CachingRegistry(new Hanging());

  @Test
  void eachThingIsAskedForOnce() {
    Schema schema = registry.schemaOf(2);

    assertThat(registry.schemaOf(2)).isEqualTo(schema);
    assertThat(registry.idOf("a", schema)).isEqualTo(registry.idOf("a", schema));
    assertThat(registry.register("b", schema)).isEqualTo(registry.register("b", schema));
    assertThat(questions).containsExactly("schema 2", "id of a", "register b");
  }

  /** Of ids that a hash table keeps side by side, as 1 and 17. */
  @Test
  void aQuestionThatIsNotAnsweredHoldsUpNoOther() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Schema> hanging =
          CompletableFuture.supplyAsync(() -> registry.schemaOf(1), threads);
      try {
        assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(CompletableFuture.supplyAsync(() -> registry.schemaOf(17), threads))
            .succeedsWithin(LONG);
        assertThat(hanging).isNotDone();
      } finally {
        answer.countDown();
      }
      assertThat(hanging).succeedsWithin(LONG);
    }
  }

  /** A registry that answers for every id but 1, which it keeps waiting. */
  private final class Hanging implements SchemaRegistry {
    @Override
    public int idOf(String subject, Schema schema) {
      questions.add("id of " + subject);
      return questions.size();
    }

    @Override
    public Schema schemaOf(int id) {
      questions.add("schema " + id);
      if (id == 1) {
        asked.countDown();
        try {
          answer.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return Schema.create(Schema.Type.INT);
    }

    @Override
    public int register(String subject, Schema schema) {
      questions.add("register " + subject);
      return questions.size();
    }

    @Override
    public void requireFullCompatibility(String subject) {
      throw new UnsupportedOperationException();
    }
  }
}
