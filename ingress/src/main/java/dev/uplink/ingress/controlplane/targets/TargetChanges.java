package dev.uplink.ingress.controlplane.targets;

import static dev.uplink.ingress.controlplane.audit.AuditedAction.MODULE_ATTACH;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.MODULE_CREATE;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.MODULE_DELETE;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.MODULE_DETACH;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.MODULE_EDIT;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.STACK_ATTACH;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.STACK_CREATE;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.STACK_DELETE;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.STACK_DETACH;
import static dev.uplink.ingress.controlplane.audit.AuditedAction.STACK_EDIT;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import org.jspecify.annotations.Nullable;

/** Tells of each change of a target: what it has become to Kafka, who did it to the trail. */
public final class TargetChanges {
  private final TargetCatalogue catalogue;
  private final AuditTrail trail;

  public TargetChanges(TargetCatalogue catalogue, AuditTrail trail) {
    this.catalogue = catalogue;
    this.trail = trail;
  }

  void created(Caller caller, Target target) {
    catalogue.changed(target);
    record(caller, target, STACK_CREATE, MODULE_CREATE, null, TargetView.of(target));
  }

  void edited(Caller caller, Target before, Target after) {
    changed(caller, before, after, STACK_EDIT, MODULE_EDIT);
  }

  void attached(Caller caller, Target before, Target after) {
    changed(caller, before, after, STACK_ATTACH, MODULE_ATTACH);
  }

  void detached(Caller caller, Target before, Target after) {
    changed(caller, before, after, STACK_DETACH, MODULE_DETACH);
  }

  void deleted(Caller caller, Target target) {
    catalogue.deleted(target);
    record(caller, target, STACK_DELETE, MODULE_DELETE, TargetView.of(target), null);
  }

  private void changed(
      Caller caller, Target before, Target after, AuditedAction ofStack, AuditedAction ofModule) {
    catalogue.changed(after);
    record(caller, after, ofStack, ofModule, TargetView.of(before), TargetView.of(after));
  }

  private void record(
      Caller caller,
      Target target,
      AuditedAction ofStack,
      AuditedAction ofModule,
      @Nullable TargetView before,
      @Nullable TargetView after) {
    AuditedAction action =
        switch (target.kind()) {
          case STACK -> ofStack;
          case MODULE -> ofModule;
        };
    trail.record(caller, action, target.id(), before, after);
  }
}
