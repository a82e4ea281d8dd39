package dev.uplink.notifier.gate;

/** Lets everything through. */
public final class OpenGate implements Gate, Admission.Visit {
  @Override
  public Admission enter(Caller caller, String host) {
    return this;
  }

  @Override
  public void answered(int status, Admission.Limits limits) {}

  @Override
  public void unanswered() {}

  @Override
  public void saysNothing() {}
}
