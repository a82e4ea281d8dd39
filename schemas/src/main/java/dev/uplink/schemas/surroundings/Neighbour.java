package dev.uplink.schemas.surroundings;

/** Something outside of the process that a service needs. */
public interface Neighbour extends AutoCloseable {
  /** The name that the readiness answer has. */
  String name();

  /** What it is and at which address, with the setting that says so. */
  String where();

  Need need();

  /** Asks once, for a bounded time. Never throws. */
  Heard ask();

  @Override
  void close();

  /**
   * What a service needs it for.
   *
   * @param always whether the service is not ready without it
   * @param meanwhile what becomes of the service's work while it is away, for people
   */
  record Need(boolean always, String meanwhile) {}
}
