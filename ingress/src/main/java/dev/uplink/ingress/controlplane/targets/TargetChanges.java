package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;

/** Tells of each change of a target: what it has become to Kafka, who did it to the trail. */
public final class TargetChanges {
  private final Catalogue catalogue;
  private final AuditTrail trail;

  public TargetChanges(Catalogue catalogue, AuditTrail trail) {
    this.catalogue = catalogue;
    this.trail = trail;
  }

  void created(Caller caller, Target target) {
    catalogue.changed(target);
    AuditedAction action =
        switch (target.kind()) {
          case STACK -> AuditedAction.STACK_CREATE;
          case MODULE -> AuditedAction.MODULE_CREATE;
        };
    trail.record(caller, action, target.id(), null, TargetView.of(target));
  }

  void edited(Caller caller, Target before, Target after) {
    changed(
        caller,
        before,
        after,
        switch (after.kind()) {
          case STACK -> AuditedAction.STACK_EDIT;
          case MODULE -> AuditedAction.MODULE_EDIT;
        });
  }

  void attached(Caller caller, Target before, Target after) {
    changed(
        caller,
        before,
        after,
        switch (after.kind()) {
          case STACK -> AuditedAction.STACK_ATTACH;
          case MODULE -> AuditedAction.MODULE_ATTACH;
        });
  }

  void detached(Caller caller, Target before, Target after) {
    changed(
        caller,
        before,
        after,
        switch (after.kind()) {
          case STACK -> AuditedAction.STACK_DETACH;
          case MODULE -> AuditedAction.MODULE_DETACH;
        });
  }

  void deleted(Caller caller, Target target) {
    catalogue.deleted(target);
    AuditedAction action =
        switch (target.kind()) {
          case STACK -> AuditedAction.STACK_DELETE;
          case MODULE -> AuditedAction.MODULE_DELETE;
        };
    trail.record(caller, action, target.id(), TargetView.of(target), null);
  }

  private void changed(Caller caller, Target before, Target after, AuditedAction action) {
    catalogue.changed(after);
    trail.record(caller, action, after.id(), TargetView.of(before), TargetView.of(after));
  }
}
