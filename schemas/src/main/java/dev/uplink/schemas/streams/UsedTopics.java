package dev.uplink.schemas.streams;

import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * The topics that an application's local state stands for: what it holds is a copy of them.
 *
 * @param catalogue read into global stores, which hold nothing else
 * @param changelogs of its own stores: to lose one is to lose what only it remembers
 * @param repartitions between parts of the topology: what was on its way in them
 */
public record UsedTopics(
    SortedSet<String> catalogue, SortedSet<String> changelogs, SortedSet<String> repartitions) {

  /**
   * @param topology as it is before Kafka Streams has it: names do not have the application's yet
   * @param unlogged names of stores without a changelog, of which the description does not tell
   */
  public static UsedTopics of(
      TopologyDescription topology, String applicationId, Set<String> unlogged) {
    Set<String> contract = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());
    SortedSet<String> changelogs = new TreeSet<>();
    SortedSet<String> repartitions = new TreeSet<>();
    for (Subtopology part : topology.subtopologies()) {
      for (Node node : part.nodes()) {
        if (node instanceof Processor processor) {
          processor.stores().stream()
              .filter(store -> !unlogged.contains(store))
              .forEach(store -> changelogs.add(changelog(applicationId, store)));
        } else if (node instanceof Source source && source.topicSet() != null) {
          source.topicSet().stream()
              .filter(topic -> !contract.contains(topic))
              .forEach(topic -> repartitions.add(applicationId + "-" + topic));
        }
      }
    }
    SortedSet<String> catalogue =
        topology.globalStores().stream()
            .flatMap(store -> store.source().topicSet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new UsedTopics(catalogue, changelogs, repartitions);
  }

  /** The name that Kafka Streams gives a store's changelog. */
  static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  SortedSet<String> internal() {
    SortedSet<String> internal = new TreeSet<>(changelogs);
    internal.addAll(repartitions);
    return internal;
  }

  SortedSet<String> all() {
    SortedSet<String> all = internal();
    all.addAll(catalogue);
    return all;
  }
}
