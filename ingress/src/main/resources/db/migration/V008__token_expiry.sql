-- When the API credentials end, as far as whoever gave them knows.
ALTER TABLE integrations ADD COLUMN access_api_token_expires_at timestamptz;
