package dev.uplink.e2e.access;

import java.net.InetAddress;
import java.util.List;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.Authorizer;

/** Asks an authorizer that no broker stands before; of all this it looks at who and from where. */
record Asking(KafkaPrincipal principal) implements AuthorizableRequestContext {

  static Asking as(String user) {
    return new Asking(new KafkaPrincipal(KafkaPrincipal.USER_TYPE, user));
  }

  boolean isAllowed(Request request, Authorizer authorizer) {
    Action action =
        new Action(
            request.operation(),
            new ResourcePattern(request.type(), request.name(), PatternType.LITERAL),
            1,
            false,
            false);
    return authorizer.authorize(this, List.of(action)).getFirst() == AuthorizationResult.ALLOWED;
  }

  @Override
  public String listenerName() {
    return "";
  }

  @Override
  public SecurityProtocol securityProtocol() {
    return SecurityProtocol.SASL_SSL;
  }

  @Override
  public InetAddress clientAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public int requestType() {
    return 0;
  }

  @Override
  public int requestVersion() {
    return 0;
  }

  @Override
  public String clientId() {
    return "";
  }

  @Override
  public int correlationId() {
    return 0;
  }
}
