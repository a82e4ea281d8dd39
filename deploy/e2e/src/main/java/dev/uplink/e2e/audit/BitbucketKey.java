package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Locale;

/** What Bitbucket itself tells statuses apart by. */
final class BitbucketKey {
  private BitbucketKey() {}

  static String of(CommitStatus status) {
    return of(
        BitbucketProduct.of(status.getProvider()).name(),
        status.getNamespace(),
        status.getRepository(),
        status.getCommitSha(),
        status.getKey());
  }

  static String of(String product, String namespace, String repository, String commit, String key) {
    String place = (namespace + "/" + repository).toLowerCase(Locale.ROOT);
    return product + " " + place + " " + commit + " " + key;
  }
}
