"""All identity providers of an installation, made once at the start."""

import httpx

from gateway.providers.begun import BegunSignIns
from gateway.providers.links import ProviderLinks
from gateway.providers.provider import UnreadableProviders, is_safe, read_providers
from gateway.providers.sign_in import ProviderSignIn
from gateway.settings import GatewaySettings
from shared.database import Database


def all_sign_ins(settings: GatewaySettings, database: Database, client: httpx.AsyncClient) -> dict[str, ProviderSignIn]:
    """Return the sign-in at each provider of the settings' file.

    Raises:
        UnreadableProviders: The file has faults, or browsers' address of this installation is not set.
    """
    if settings.sign_in_providers_file is None:
        return {}
    providers = read_providers(settings.sign_in_providers_file)
    if providers and not is_safe(settings.public_url):
        raise UnreadableProviders("SSFR_PUBLIC_URL must be the https address that providers send browsers back to")
    begun = BegunSignIns.from_file(settings.identity_private_key_file)
    links = ProviderLinks(database)
    return {
        name: ProviderSignIn(provider, begun, links, client, settings.public_url)
        for name, provider in providers.items()
    }
