package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.id.RepositoryKey;

/** Data Center pushes through the integration "dc", and the stack that they are about. */
final class RefsChanged {
  static final RepositoryKey INFRA = RepositoryKey.parse("ACME/bitbucket-datacenter/pay/infra");

  private RefsChanged() {}

  static Stack.Builder stack(String project) {
    return Samples.stack("dns")
        .setProvider(Provider.BITBUCKET_DATACENTER)
        .setIntegrationId("dc")
        .setNamespace(project);
  }

  /** More fields may go into the body and into its repository: a reader passes over them there. */
  static RawWebhook webhook(RepositoryKey key, String project, String more, String change) {
    String body =
        """
        {%s "repository": {%s "slug": "infra", "project": {"key": "%s"}}, "changes": [%s]}
        """
            .formatted(more, more, project, change);
    return Story.webhook(key, "d1", "dc", "repo:refs_changed", body);
  }

  static String ofMain() {
    return change("refs/heads/main", Pushes.sha('a'), Pushes.sha('b'), "UPDATE");
  }

  static String change(String ref, String from, String to, String type) {
    return """
    {"ref": {"id": "%s"}, "refId": "%s", "fromHash": "%s", "toHash": "%s", "type": "%s"}
    """
        .formatted(ref, ref, from, to, type);
  }
}
