package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What arrived: the records of each delivery and trigger, the first first. */
record Deliveries(Map<String, List<Seen<?>>> byId) {

  static Deliveries of(Evidence evidence) {
    Map<String, List<Seen<?>>> byId = new LinkedHashMap<>();
    for (Seen<RawWebhook> webhook : evidence.of(Topics.WEBHOOKS)) {
      add(byId, webhook.value().getDeliveryId(), webhook);
    }
    for (Seen<TriggerRequest> trigger : evidence.of(Topics.TRIGGER_REQUESTS)) {
      add(byId, trigger.value().getTriggerId(), trigger);
    }
    return new Deliveries(byId);
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  private static void add(Map<String, List<Seen<?>>> byId, String id, Seen<?> record) {
    byId.computeIfAbsent(id, first -> new ArrayList<>()).add(record);
  }
}
