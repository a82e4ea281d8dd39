package dev.uplink.e2e.access;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.uplink.schemas.access.Permission;
import dev.uplink.schemas.access.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * Everybody's permissions, held against what was asked: whether they suffice, by Kafka's own
 * authorizer, and which of them nobody needed. Where one permission implies another operation it
 * counts for that, but is needed only if its own operation was asked for: who only describes must
 * not be able to read.
 */
public record Permissions(Set<Owned> all) {

  /** One permission of one user. */
  public record Owned(String user, Permission permission) {
    boolean isUsedBy(Request request) {
      return user.equals(request.user())
          && permission.operation() == request.operation()
          && new ResourcePatternFilter(request.type(), request.name(), PatternType.MATCH)
              .matches(permission.on());
    }

    @Override
    public String toString() {
      return user + ": " + permission;
    }
  }

  public Permissions {
    all = Set.copyOf(all);
  }

  /** Of everybody, as they are given. */
  public static Permissions given() {
    return new Permissions(
        Arrays.stream(Principal.values())
            .flatMap(
                principal ->
                    principal.permissions().stream()
                        .map(permission -> new Owned(principal.user(), permission)))
            .collect(toSet()));
  }

  public Permissions without(Owned taken) {
    Set<Owned> rest = new HashSet<>(all);
    rest.remove(taken);
    return new Permissions(rest);
  }

  public Permissions with(Owned more) {
    Set<Owned> those = new HashSet<>(all);
    those.add(more);
    return new Permissions(those);
  }

  /** The requests that a broker with these would deny. */
  public Set<Request> missing(Collection<Request> requests) {
    try (Metrics metrics = new Metrics();
        StandardAuthorizer authorizer = new StandardAuthorizer()) {
      // It decides nothing before it can count what it decided.
      authorizer.withPluginMetrics(new PluginMetricsImpl(metrics, Map.of()));
      authorizer.configure(Map.of());
      authorizer.loadSnapshot(
          all.stream()
              .map(owned -> owned.permission().binding(owned.user()))
              .collect(toMap(binding -> Uuid.randomUuid(), StandardAcl::fromAclBinding)));
      authorizer.completeInitialLoad();
      return requests.stream()
          .filter(request -> !Asking.as(request.user()).isAllowed(request, authorizer))
          .collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that no request needed. */
  public Set<Owned> unneeded(Collection<Request> requests) {
    return all.stream()
        .filter(owned -> requests.stream().noneMatch(owned::isUsedBy))
        .collect(toSet());
  }

  public Stream<Owned> each() {
    return all.stream().sorted((a, b) -> a.toString().compareTo(b.toString()));
  }
}
