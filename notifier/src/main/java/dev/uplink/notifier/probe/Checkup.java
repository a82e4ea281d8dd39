package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.BitbucketReader;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The looks that tell whether an integration works, in the order in which one needs the other. When
 * Bitbucket cannot be asked at all, the first says so and the others are left out.
 */
final class Checkup {
  private static final int MOST_LISTED = 100;

  /** Two calls each, and few integrations are used in more. */
  private static final int MOST_WORKSPACES = 5;

  private final BitbucketReader bitbucket;
  private final ProbeRequest.Test request;
  private final List<Check> checks = new ArrayList<>();
  private final Set<String> visible = new HashSet<>();

  Checkup(BitbucketReader bitbucket, ProbeRequest.Test request) {
    this.bitbucket = bitbucket;
    this.request = request;
  }

  List<Check> run() {
    try {
      add(Check.Kind.CREDENTIALS, bitbucket.credentials(request.workspaces()));
    } catch (CallFailedException e) {
      add(Check.Kind.CREDENTIALS, Finding.failed(e));
      return checks;
    }
    add(Check.Kind.REPOSITORIES, repositories());
    repositoriesInUse();
    add(Check.Kind.COMMIT_STATUSES, statuses());
    commitPullRequests();
    ownAccount();
    return checks;
  }

  private Finding repositories() {
    try {
      Names names = bitbucket.repositories(request.workspaces(), new Search(null, MOST_LISTED));
      names.names().forEach(name -> visible.add(name.toLowerCase(Locale.ROOT)));
      String remark = names.remark() == null ? "" : "; " + names.remark();
      if (names.names().isEmpty()) {
        return Finding.warned("no repository is visible to the credentials" + remark);
      }
      return Finding.passed(
          "%s%d repositories are visible, for example %s%s"
              .formatted(
                  names.isComplete() ? "" : "at least ",
                  names.names().size(),
                  names.names().getFirst(),
                  remark));
    } catch (CallFailedException e) {
      return Finding.failed(e);
    }
  }

  /** Those that the list has shown are not asked for one by one. */
  private void repositoriesInUse() {
    int unseen = 0;
    for (ProbeRequest.Repository used : request.repositories()) {
      if (visible.contains(used.toString().toLowerCase(Locale.ROOT))) {
        continue;
      }
      @Nullable CallFailedException failure = failure(used);
      if (failure == null) {
        visible.add(used.toString().toLowerCase(Locale.ROOT));
        continue;
      }
      unseen++;
      checks.add(
          new Check(Check.Kind.REPOSITORIES_IN_USE, used.toString(), Finding.warned(failure)));
      if (failure.fault() == Fault.TIMED_OUT || failure.fault() == Fault.RATE_LIMITED) {
        // The others would end the same way; what is not said of them is not known.
        return;
      }
    }
    if (unseen == 0) {
      add(
          Check.Kind.REPOSITORIES_IN_USE,
          Finding.passed(
              "visible are all %d repositories that stacks and modules use"
                  .formatted(request.repositories().size())));
    }
  }

  private @Nullable CallFailedException failure(ProbeRequest.Repository used) {
    try {
      bitbucket.requireVisible(used.namespace(), used.name());
      return null;
    } catch (CallFailedException e) {
      return e;
    }
  }

  private Finding statuses() {
    try {
      return bitbucket.statuses(!visible.isEmpty());
    } catch (CallFailedException e) {
      return Finding.warned(e);
    }
  }

  /** At one repository of each workspace, since it is the same for all of them. */
  private void commitPullRequests() {
    Map<String, ProbeRequest.Repository> workspaces = new LinkedHashMap<>();
    request.repositories().stream()
        .filter(used -> visible.contains(used.toString().toLowerCase(Locale.ROOT)))
        .forEach(used -> workspaces.putIfAbsent(used.namespace().toLowerCase(Locale.ROOT), used));
    for (ProbeRequest.Repository used :
        workspaces.values().stream().limit(MOST_WORKSPACES).toList()) {
      Optional<Finding> finding;
      try {
        finding = bitbucket.commitPullRequests(used.namespace(), used.name());
      } catch (CallFailedException e) {
        finding = Optional.of(Finding.warned(e));
      }
      finding.ifPresent(
          it -> checks.add(new Check(Check.Kind.COMMIT_PULL_REQUESTS, used.toString(), it)));
    }
  }

  private void ownAccount() {
    Optional<Finding> finding;
    try {
      finding = bitbucket.ownAccount();
    } catch (CallFailedException e) {
      finding = Optional.of(Finding.warned(e));
    }
    finding.ifPresent(it -> add(Check.Kind.OWN_ACCOUNT, it));
  }

  private void add(Check.Kind kind, Finding finding) {
    checks.add(Check.of(kind, finding));
  }
}
