package dev.uplink.ingress.controlplane.audit;

import java.util.Locale;

/** What somebody did. The words are part of the API, so one is never renamed. */
public enum AuditedAction {
  ACCOUNT_CREATE,
  ACCOUNT_EDIT,
  SPACE_CREATE,
  SPACE_EDIT,
  SPACE_DELETE,
  INTEGRATION_CREATE,
  INTEGRATION_EDIT,
  INTEGRATION_ROTATE_SECRET,
  INTEGRATION_DELETE,
  STACK_CREATE,
  STACK_EDIT,
  STACK_ATTACH,
  STACK_DETACH,
  STACK_DELETE,
  MODULE_CREATE,
  MODULE_EDIT,
  MODULE_ATTACH,
  MODULE_DETACH,
  MODULE_DELETE,
  TOKEN_CREATE,
  TOKEN_REVOKE,
  DELIVERY_REPLAY;

  /** "integration.rotate-secret": the kind of thing, and what was done to it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }
}
