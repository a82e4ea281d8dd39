package dev.uplink.notifier.aggregate;

/**
 * A repository from which a pull request brings a commit that its target does not have.
 *
 * @param namespace workspace or project key, in Bitbucket's case
 * @param repository in Bitbucket's case
 * @param pullRequestId in the repository that it goes to
 */
public record Fork(String namespace, String repository, long pullRequestId)
    implements Whereabouts {}
