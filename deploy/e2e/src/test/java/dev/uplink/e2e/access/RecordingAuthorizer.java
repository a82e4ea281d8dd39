package dev.uplink.e2e.access;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/**
 * Kafka's own authorizer, which decides; this one remembers what it was asked and how it decided.
 * The broker makes it by its name, so what it remembers is static: one Kafka in a process.
 */
public final class RecordingAuthorizer extends StandardAuthorizer {
  private static final Set<Request> ALLOWED = ConcurrentHashMap.newKeySet();
  private static final Set<Request> DENIED = ConcurrentHashMap.newKeySet();

  /** What users with a name were allowed to do so far. */
  public static Set<Request> allowed() {
    return Set.copyOf(ALLOWED);
  }

  /** What they were not. */
  public static Set<Request> denied() {
    return Set.copyOf(DENIED);
  }

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    KafkaPrincipal user = context.principal();
    if (!user.equals(KafkaPrincipal.ANONYMOUS)) {
      for (int i = 0; i < actions.size(); i++) {
        note(user, actions.get(i), results.get(i));
      }
    }
    return results;
  }

  private static void note(KafkaPrincipal user, Action action, AuthorizationResult result) {
    Request request =
        new Request(
            user.getName(),
            action.operation(),
            action.resourcePattern().resourceType(),
            action.resourcePattern().name());
    switch (result) {
      case ALLOWED -> ALLOWED.add(request);
      case DENIED -> {
        // Otherwise Kafka only asks what to leave out of a list, or has another way to allow it.
        if (action.logIfDenied()) {
          DENIED.add(request);
        }
      }
    }
  }
}
