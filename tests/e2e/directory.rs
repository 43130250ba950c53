//! The barrio and the group are found by typing, in the central's own directory, also without it.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone};
use serde_json::json;

use crate::said;

#[tokio::test]
async fn a_barrio_of_the_central_s_own_directory_is_found_chosen_and_kept_without_the_central()
-> Result<()> {
    let mut central = Central::with_directory(&json!({
        "districts": [ { "ubigeo": "130102", "name": "El Porvenir", "sectors": [
            { "id": "quebrada-leon", "name": "Quebrada León" },
            { "id": "mirador", "name": "Mirador Ñaña" } ] } ],
        "organizations": [
            { "id": "las-lomas", "kind": "mercado", "name": "Las Lomas \"Nuevas\"" } ],
    }))
    .await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.with("--endpoint", central.url());
    let window = phone.open(&desktop)?;
    window.press(&said("route-profile")).await?;
    window
        .fill_in(&said("profile-sector"), "quebrada leon")
        .await?;
    window.press("Quebrada León, El Porvenir").await?;
    window.wait_for(&said("picker-chosen")).await?;
    window
        .fill_in(&said("profile-organization-name"), "mercado lomas")
        .await?;
    window
        .press(&format!(
            "Las Lomas \"Nuevas\", {}",
            said("organization-mercado")
        ))
        .await?;
    window.fill_in(&said("profile-unit"), "Puesto 12").await?;
    window.press(&said("profile-save")).await?;
    window.wait_for(&said("profile-saved")).await?;
    window.press(&said("alarm-name")).await?;
    let alert = central.wait_for_alerts(1).await?[0].json()?;
    assert_eq!(
        alert["profile"]["barrio"],
        json!({ "district": "130102", "sector": "Quebrada León" })
    );
    assert_eq!(
        alert["profile"]["organization"],
        json!({ "id": "las-lomas", "kind": "mercado", "name": "Las Lomas \"Nuevas\"",
                "unit": "Puesto 12" })
    );
    window.close().await?;
    central.stop().await?;

    let window = phone.open(&desktop)?;
    window.press(&said("route-profile")).await?;
    window.wait_for("Quebrada León").await?;
    window.wait_for("Puesto 12").await?;
    window
        .fill_in(&said("profile-sector"), "mirador nana")
        .await?;
    window.wait_for("Mirador Ñaña").await?;
    Ok(())
}
