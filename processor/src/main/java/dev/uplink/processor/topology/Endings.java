package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;

/**
 * How the news that a run has ended travels from its group back to its repository: as the command
 * that started it, with the state in which it ended for a reason.
 */
final class Endings {
  private Endings() {}

  static RunCommand of(RunCommand start, String state) {
    return RunCommand.newBuilder(start).setReason(state).build();
  }

  /** A run that is told to stop ends with it. */
  static RunCommand of(RunCommand command) {
    return command.getAction() == RunAction.STOP ? of(command, "STOPPED") : command;
  }

  static String repository(RunCommand command) {
    return new RepositoryKey(
            new AccountId(command.getAccountId()),
            BitbucketProduct.of(command.getProvider()),
            command.getNamespace(),
            command.getRepository())
        .toString();
  }
}
