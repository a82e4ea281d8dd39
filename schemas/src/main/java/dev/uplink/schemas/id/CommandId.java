package dev.uplink.schemas.id;

import dev.uplink.schemas.avro.RunAction;

/** A run command: 32 hex digits, the same for the same run, action and cause. */
public record CommandId(String value) {
  public CommandId {
    Format.HEX_32.require("commandId", value);
  }

  public static CommandId of(RunId run, RunAction action, String cause) {
    return new CommandId(Digest.of("command", run.value(), action.name(), cause).hex(32));
  }

  @Override
  public String toString() {
    return value;
  }
}
