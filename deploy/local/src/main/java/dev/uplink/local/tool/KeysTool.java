package dev.uplink.local.tool;

import static java.util.stream.Collectors.toSet;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes both keysets of an installation, step by step: each is to be rolled out before the next.
 * What was there before a step stays beside it, in files that end with {@code .old}.
 */
final class KeysTool {
  /** One step of a rotation, in this order. */
  enum Step {
    /** A new key that opens, and does not seal yet. */
    ADD,
    /** The newest key seals from now on. */
    PROMOTE,
    /** Only what seals is kept. */
    DROP
  }

  private KeysTool() {}

  /**
   * @param folder of the keysets, or the one that has it: what {@code secrets} was given
   * @param sealing the numbers of the keys that services seal with, as they say it; for {@link
   *     Step#DROP} alone
   * @throws RefusedException if a key would be dropped that is still in use
   */
  static boolean run(Path folder, Step step, Set<String> sealing, PrintStream out) {
    try {
      AeadConfig.register();
      HybridConfig.register();
      Map<Path, KeysetHandle> before = keysets(folder);
      if (step == Step.DROP) {
        refuseDrop(before, sealing);
      }
      for (Map.Entry<Path, KeysetHandle> keyset : before.entrySet()) {
        KeysetHandle changed = changed(keyset.getValue(), step);
        write(keyset.getKey(), changed);
        out.printf("%s: %d keys, %s seals%n", keyset.getKey(), changed.size(), primary(changed));
      }
      return true;
    } catch (GeneralSecurityException | IOException e) {
      throw new StartFailedException("The keys could not be changed: " + e.getMessage(), e);
    }
  }

  private static Map<Path, KeysetHandle> keysets(Path folder)
      throws IOException, GeneralSecurityException {
    Path keys = folder.resolve(EnvironmentFiles.KEYS);
    Map<Path, KeysetHandle> keysets = new LinkedHashMap<>();
    for (Path file : Secrets.keysets(Files.isDirectory(keys) ? keys : folder)) {
      keysets.put(file, read(file));
    }
    return keysets;
  }

  private static void refuseDrop(Map<Path, KeysetHandle> keysets, Set<String> sealing) {
    keysets.forEach(
        (file, keys) -> {
          if (keys.getAt(keys.size() - 1).getId() != keys.getPrimary().getId()) {
            throw new RefusedException(
                "The newest key of %s does not seal yet: promote it, give services the new settings, and reseal"
                    .formatted(file));
          }
        });
    Set<String> here = keysets.values().stream().map(KeysTool::primary).collect(toSet());
    if (!sealing.equals(here)) {
      throw new RefusedException(
          "Services seal with the keys %s, and here %s would be kept alone: make the settings anew from this folder, restart notifiers and ingress, and reseal"
              .formatted(new TreeSet<>(sealing), new TreeSet<>(here)));
    }
  }

  private static String primary(KeysetHandle keys) {
    return Integer.toUnsignedString(keys.getPrimary().getId());
  }

  private static KeysetHandle changed(KeysetHandle keys, Step step)
      throws GeneralSecurityException {
    return switch (step) {
      case ADD ->
          KeysetHandle.newBuilder(keys)
              .addEntry(KeysetHandle.generateEntryFromParameters(parameters(keys)).withRandomId())
              .build();
      case PROMOTE -> {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.getAt(keys.size() - 1).makePrimary();
        yield builder.build();
      }
      case DROP ->
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(keys.getPrimary().getKey())
                      .withFixedId(keys.getPrimary().getId())
                      .makePrimary())
              .build();
    };
  }

  private static Parameters parameters(KeysetHandle keys) {
    return keys.getPrimary().getKey().getParameters();
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  /** Whole or not at all, and never readable by others: the draft has the old file's rights. */
  private static void write(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Path old = file.resolveSibling(file.getFileName() + ".old");
    for (Path copy : List.of(draft, old)) {
      Files.copy(
          file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(
        draft,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
