package dev.uplink.ingress.controlplane.access;

/**
 * Who is calling, as the token says. Every query is bound to the account: what belongs to another
 * one does not exist for this caller. Today each token is a root admin's.
 *
 * @param actor the token's name, for what is recorded about the call
 */
public record Caller(String accountId, String actor) {
  /** The request attribute under which the filter leaves it. */
  public static final String ATTRIBUTE = "uplink.caller";
}
