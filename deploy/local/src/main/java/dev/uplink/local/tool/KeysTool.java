package dev.uplink.local.tool;

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

/**
 * Changes both keysets of an installation, step by step: each is to be rolled out before the next.
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

  static boolean run(Path folder, Step step, PrintStream out) {
    try {
      AeadConfig.register();
      HybridConfig.register();
      for (Path file : Secrets.keysets(folder)) {
        KeysetHandle changed = changed(read(file), step);
        write(file, changed);
        out.printf("%s: %d keys, %s seals%n", file, changed.size(), primary(changed));
      }
      return true;
    } catch (GeneralSecurityException | IOException e) {
      throw new StartFailedException("The keys could not be changed: " + e.getMessage(), e);
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
    Files.copy(
        file, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(
        draft,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
