package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.catalogue.CatalogueRebuild;
import dev.uplink.ingress.controlplane.integration.SecretResealing;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator may have done once, beside the running instances. */
enum IngressCommand {
  /** To be run after a topic of the catalogue was lost, or the database restored from a backup. */
  REBUILD_CATALOGUE {
    @Override
    String run(ApplicationContext context) {
      CatalogueRebuild.Report report = context.getBean(CatalogueRebuild.class).run();
      return "%d records and %d tombstones wait in the outbox"
          .formatted(report.entities(), report.tombstones());
    }
  },
  /** To be run after another key became the primary one, and before the old one is taken out. */
  RESEAL_SECRETS {
    @Override
    String run(ApplicationContext context) {
      long count = context.getBean(SecretResealing.class).run();
      Settings settings = context.getBean(Settings.class);
      return "%d webhook secrets are sealed under the primary key %s, new API credentials under key %s"
          .formatted(
              count,
              settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET).primaryKey(),
              settings.get(IngressSettings.CREDENTIALS_PUBLIC_KEYSET).primaryKey());
    }
  };

  /** Returns what was done, in words. */
  abstract String run(ApplicationContext context);

  static Optional<IngressCommand> find(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
  }

  /** All of them, for who named none of them. */
  static String words() {
    return Arrays.stream(values()).map(IngressCommand::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
