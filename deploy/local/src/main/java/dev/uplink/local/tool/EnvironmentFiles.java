package dev.uplink.local.tool;

import dev.uplink.local.data.Secrets;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The secrets of one installation: made once and kept in a folder, each container's share in a file
 * of variables of its own. No container is given what is another's.
 */
public final class EnvironmentFiles {
  private static final FileAttribute<?> FOLDER_OF_ONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE_OF_ONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The folder of what must be kept, in that of an installation's secrets. */
  static final String KEYS = "keys";

  private EnvironmentFiles() {}

  /** What is there already stays; the files of variables are written anew from it. */
  public static void write(Path folder) {
    try {
      Path keys = folder(folder.resolve(KEYS));
      for (Map.Entry<String, Map<String, String>> file : contents(keys).entrySet()) {
        write(folder.resolve(file.getKey() + ".env"), file.getValue());
      }
    } catch (IOException e) {
      throw new StartFailedException("The secrets could not be written to " + folder + ": " + e, e);
    }
  }

  /** Variables by the name of the container in the compose file; made in the folder if missing. */
  public static Map<String, Map<String, String>> contents(Path keys) {
    Secrets secrets = Secrets.in(keys, Optional.empty());
    String postgres = Secrets.password(keys, "postgres-password");
    String owner = Secrets.password(keys, "owner-password");
    String ingress = Secrets.password(keys, "ingress-password");
    String notifier = Secrets.password(keys, "notifier-password");
    String registry = Secrets.password(keys, "registry-password");
    return Map.of(
        "postgres",
        Map.of("POSTGRES_PASSWORD", postgres),
        "database",
        Map.of(
            ToolSettings.SUPERUSER_PASSWORD.name(), postgres,
            ToolSettings.OWNER_PASSWORD.name(), owner,
            ToolSettings.INGRESS_PASSWORD.name(), ingress,
            ToolSettings.NOTIFIER_PASSWORD.name(), notifier,
            ToolSettings.REGISTRY_PASSWORD.name(), registry),
        "registry",
        Map.of("APICURIO_DATASOURCE_PASSWORD", registry),
        "ingress",
        Map.of(
            "UPLINK_DATABASE_PASSWORD", ingress,
            "UPLINK_WEBHOOK_SECRETS_KEYSET", secrets.webhookSecrets(),
            "UPLINK_CREDENTIALS_PUBLIC_KEYSET", secrets.credentialsPublic(),
            "UPLINK_ADMIN_TOKEN", secrets.adminToken()),
        "migration",
        Map.of("UPLINK_MIGRATION_PASSWORD", owner),
        "notifier",
        Map.of(
            "UPLINK_DATABASE_PASSWORD",
            notifier,
            "UPLINK_CREDENTIALS_PRIVATE_KEYSET",
            secrets.credentialsPrivate()),
        "demo",
        Map.of(ToolSettings.ADMIN_TOKEN.name(), secrets.adminToken()),
        "grafana",
        Map.of("GF_SECURITY_ADMIN_PASSWORD", Secrets.password(keys, "grafana-password")));
  }

  private static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    try {
      return Files.createDirectory(folder, FOLDER_OF_ONE);
    } catch (FileAlreadyExistsException e) {
      return folder;
    }
  }

  /** Whole or not at all; in single quotes nothing means anything to compose. */
  private static void write(Path file, Map<String, String> variables) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> text.append(name).append("='").append(oneLine(value)).append("'\n"));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, FILE_OF_ONE);
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String oneLine(String value) {
    if (value.indexOf('\'') >= 0) {
      throw new IllegalArgumentException("a quote in what was made without one");
    }
    return value.replace("\n", "");
  }
}
