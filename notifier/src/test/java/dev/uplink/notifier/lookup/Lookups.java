package dev.uplink.notifier.lookup;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.Provider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lookups as the processor asks. */
final class Lookups {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final String KEY = "acme/bitbucket-cloud/acme/net";
  static final String OLD = "a".repeat(40);
  static final String NEW = "b".repeat(40);

  private Lookups() {}

  static LookupRequest.Builder request(LookupKind kind) {
    return LookupRequest.newBuilder()
        .setLookupId("lookup-1")
        .setRepositoryKey(KEY)
        .setAccountId("acme")
        .setIntegrationId("int-a")
        .setKind(kind)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("net")
        .setRequestedAt(NOW);
  }

  static Lookup pushed() {
    return LookupMapper.fromRecord(
        KEY, request(LookupKind.PUSH_FILES).setFromSha(OLD).setToSha(NEW).build());
  }

  static Lookup pullRequest(String id, @Nullable String head) {
    return LookupMapper.fromRecord(
        KEY,
        request(LookupKind.PULL_REQUEST_FILES)
            .setLookupId(id)
            .setPullRequestId(7L)
            .setToSha(head)
            .build());
  }

  static Lookup fullHash(String id) {
    return LookupMapper.fromRecord(
        KEY, request(LookupKind.FULL_HASH).setLookupId(id).setToSha("BBBBBBB").build());
  }
}
