package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;

/** What we use of KEDA's ScaledObject: there is no model of it for Java. */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  record Spec(
      CrossVersionObjectReference scaleTargetRef,
      int pollingInterval,
      int minReplicaCount,
      int maxReplicaCount,
      Advanced advanced,
      List<Trigger> triggers) {}

  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

  record Trigger(String type, Authentication authenticationRef, KafkaLag metadata) {}

  record Authentication(String name) {}

  /** The scaler's settings: KEDA takes any, and passes over what it does not know. */
  record KafkaLag(
      String bootstrapServers,
      String version,
      String consumerGroup,
      String topic,
      String lagThreshold,
      String offsetResetPolicy) {}
}
