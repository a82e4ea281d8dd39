package dev.uplink.local;

/** What people need to know once everything runs. */
final class Summary {
  private Summary() {}

  static String of(LocalUplink uplink) {
    Endpoints endpoints = uplink.endpoints();
    return """

      webhooks        %s/webhooks/{bitbucket-cloud|bitbucket-datacenter}/%s/integration/{slug}
      control plane   %s/api/v1 (OpenAPI: /api/openapi.yml)
      health, metrics %s, processor %s, notifier %s: /health/readiness, /prometheus
      Kafka           %s
      registry        %s
      PostgreSQL      %s (user uplink_owner, no password)
      sandbox         %s (what it was sent: /_sandbox/statuses, /_sandbox/requests)

      account         %s
      admin token     %s
      logs            %s
      data            %s

      curl -H 'Authorization: Bearer %s' %s/api/v1/spaces
    """
        .formatted(
            endpoints.webhooks(),
            uplink.settings().accountId(),
            endpoints.api(),
            endpoints.api(),
            endpoints.processorManagement(),
            endpoints.notifierManagement(),
            endpoints.kafka(),
            endpoints.registry(),
            endpoints.database(),
            endpoints.sandbox(),
            uplink.settings().accountId(),
            uplink.adminToken(),
            uplink.logs(),
            uplink.keptIn().map(Object::toString).orElse("temporary, gone at exit"),
            uplink.adminToken(),
            endpoints.api());
  }
}
