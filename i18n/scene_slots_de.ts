<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AreaBox</name>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>&amp;Map</source>
   <translation>&amp;Karte</translation>
  </message>
  <message>
   <location filename="../ui/area_box.py" />
   <source>1 feature is selected.</source>
   <translation>1 Objekt ist ausgewählt.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>A box or a polygon that you draw on the map.</source>
   <translation>Ein Rechteck oder Polygon, das Sie auf der Karte zeichnen.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>All images of the run share one grid in this CRS.</source>
   <translation>Alle Bilder des Laufs teilen ein Raster in diesem KBS.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Begins the name of the folder of each run; without a field that is the number of the feature.</source>
   <translation>Damit beginnt der Name des Ordners jedes Laufs; ohne Feld ist es die Nummer des Objekts.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Bo&amp;x</source>
   <translation>Re&amp;chteck</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>CRS of the images</source>
   <translation>KBS der Bilder</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Click the corners on the map; a right click or Enter ends, Backspace takes the last corner back, Esc gives up.</source>
   <translation>Die Ecken auf der Karte anklicken; Rechtsklick oder Enter beendet, Rücktaste nimmt die letzte Ecke zurück, Esc bricht ab.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Copy the area</source>
   <translation>Gebiet kopieren</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Copy the area as GeoJSON in longitude and latitude.</source>
   <translation>Das Gebiet als GeoJSON in Länge und Breite kopieren.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Dra&amp;w</source>
   <translation>&amp;Zeichnen</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Drag on the map, or click two corners; Esc gives up.</source>
   <translation>Auf der Karte aufziehen oder zwei Ecken anklicken; Esc bricht ab.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Draw a box</source>
   <translation>Ein Rechteck zeichnen</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Draw a polygon</source>
   <translation>Ein Polygon zeichnen</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Each selected feature gets a run and a folder of its own.</source>
   <translation>Jedes ausgewählte Objekt bekommt einen eigenen Lauf und Ordner.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Follow the map</source>
   <translation>Der Karte folgen</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>La&amp;yer</source>
   <translation>La&amp;yer</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Layer</source>
   <translation>Layer</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Name of the feature</source>
   <translation>Name des Objekts</translation>
  </message>
  <message>
   <location filename="../ui/area_box.py" />
   <source>No feature is selected: select some on the map.</source>
   <translation>Kein Objekt ist ausgewählt: Wählen Sie welche auf der Karte aus.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>On: the area is what the map shows when you plan or run, until you pan or zoom. Off: it stays what the map shows now.</source>
   <translation>Ein: Das Gebiet ist, was die Karte beim Planen oder Abrufen zeigt, bis Sie verschieben oder zoomen. Aus: Es bleibt, was die Karte jetzt zeigt.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.py" />
   <source>One area of {count} features</source>
   <translation>Ein Gebiet aus {count} Objekten</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>One run over all selected features together.</source>
   <translation>Ein Lauf über alle ausgewählten Objekte zusammen.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Poly&amp;gon</source>
   <translation>Poly&amp;gon</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Polygon layer</source>
   <translation>Polygonlayer</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Selection</source>
   <translation>Auswahl</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>The extent of a layer.</source>
   <translation>Die Ausdehnung eines Layers.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>The extent of this layer is the area.</source>
   <translation>Das Gebiet ist die Ausdehnung dieses Layers.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>The selected features of a polygon layer.</source>
   <translation>Die ausgewählten Objekte eines Polygonlayers.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>The selected features of this layer are the area.</source>
   <translation>Das Gebiet sind die ausgewählten Objekte dieses Layers.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>What the map shows.</source>
   <translation>Was die Karte zeigt.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Zoom the map to the area.</source>
   <translation>Die Karte auf das Gebiet zoomen.</translation>
  </message>
  <message>
   <location filename="../ui/area_box.ui" />
   <source>Zoom to the area</source>
   <translation>Auf das Gebiet zoomen</translation>
  </message>
  <message>
   <location filename="../ui/area_box.py" />
   <source>{count} runs, one per feature, named by</source>
   <translation>{count} Läufe, einer je Objekt, benannt nach</translation>
  </message>
 </context>
 <context>
  <name>CandidateTable</name>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Acquired
(UTC)</source>
   <translation>Aufnahme
(UTC)</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Cover-
age %</source>
   <translation>Abde-
ckung</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Coverage: share of the area inside the tile's outline, as the catalog claims it.</source>
   <translation>Abdeckung: Anteil des Gebiets im Umriss der Kachel, wie ihn der Katalog angibt.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>It is asked for, but an image with this tile is rejected.</source>
   <translation>Sie wird angefragt, aber ein Bild mit dieser Kachel wird verworfen.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Orbit</source>
   <translation>Orbit</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Platform</source>
   <translation>Satellit</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Slot</source>
   <translation>Zeitfenster</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>The relative orbit.</source>
   <translation>Der relative Orbit.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>The satellite.</source>
   <translation>Der Satellit.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>The time of one image.</source>
   <translation>Die Zeit eines Bildes.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Tile
cloud %</source>
   <translation>Kachel-
wolken</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Tile cloud: the provider's figure of cloud over the whole tile.</source>
   <translation>Kachelbewölkung: Angabe des Anbieters über die Wolken der ganzen Kachel.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Tile of the grid, or path/row.</source>
   <translation>Kachel des Gitters oder Pfad/Zeile.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Use</source>
   <translation>Wahl</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>When the satellite saw it.</source>
   <translation>Wann der Satellit sie aufnahm.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Whether the scene is asked for, or why not.</source>
   <translation>Ob die Szene angefragt wird, oder warum nicht.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>Whether the scene may be asked for; cleared, it is left out. ● it is asked for, ○ it is not.</source>
   <translation>Ob die Szene angefragt werden darf; ohne Haken bleibt sie außen vor. ● sie wird angefragt, ○ sie wird es nicht.</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>orbit {number}</source>
   <translation>Orbit {number}</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>over the limit</source>
   <translation>über der Grenze</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../ui/candidate_table.py" />
   <source>{state}: {reason}</source>
   <translation>{state}: {reason}</translation>
  </message>
 </context>
 <context>
  <name>CandidateView</name>
  <message>
   <location filename="../ui/candidate_view.py" />
   <source>Use or leave out (Space)</source>
   <translation>Nutzen oder weglassen (Leertaste)</translation>
  </message>
  <message>
   <location filename="../ui/candidate_view.py" />
   <source>Zoom to the outlines</source>
   <translation>Auf die Umrisse zoomen</translation>
  </message>
 </context>
 <context>
  <name>CandidatesPage</name>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>&amp;Planned only</source>
   <translation>Nur ge&amp;plante</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>&amp;Search</source>
   <translation>&amp;Suchen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>&amp;Zoom to</source>
   <translation>&amp;Zoomen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>1 scene is left out by hand.</source>
   <translation>1 Szene ist von Hand weggelassen.</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>All slots</source>
   <translation>Alle</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Ask the catalog for the scenes of the area and period on the page Series, and plan them</source>
   <translation>Den Katalog nach den Szenen zu Gebiet und Zeitraum der Seite „Serie“ fragen und sie planen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Ask the catalog once more</source>
   <translation>Den Katalog noch einmal fragen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>Candidates</source>
   <translation>Kandidaten</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Click on the map to select the scenes that lie there; with Shift or Ctrl further ones</source>
   <translation>Auf die Karte klicken, um die Szenen an dieser Stelle auszuwählen; mit Umschalt oder Strg weitere</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>Days with data</source>
   <translation>Tage mit Daten</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>Days with data are tinted; click one to select its scenes.</source>
   <translation>Tage mit Daten sind gefärbt; ein Klick wählt die Szenen des Tages aus.</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Draw the outlines of the scenes in the table over the map while this page is open</source>
   <translation>Die Umrisse der Szenen aus der Tabelle über der Karte zeichnen, solange diese Seite offen ist</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Leave &amp;out</source>
   <translation>Weg&amp;lassen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Leave the selected scenes out of every image (Space): the next best take their place</source>
   <translation>Die ausgewählten Szenen aus allen Bildern weglassen (Leertaste): Die nächstbesten rücken nach</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Let all scenes take part again, those of other searches too</source>
   <translation>Alle Szenen wieder zulassen, auch die früherer Suchen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Let the selected scenes take part again (Space)</source>
   <translation>Die ausgewählten Szenen wieder zulassen (Leertaste)</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>O&amp;utlines</source>
   <translation>&amp;Umrisse</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Pick on &amp;map</source>
   <translation>Auf &amp;Karte wählen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Retr&amp;y</source>
   <translation>&amp;Erneut versuchen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>S&amp;lot</source>
   <translation>Zeit&amp;fenster</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Show only the scenes that are asked for</source>
   <translation>Nur die Szenen zeigen, die angefragt werden</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Show the candidates of all slots, or of one</source>
   <translation>Die Kandidaten aller Zeitfenster zeigen, oder die von einem</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Us&amp;e again</source>
   <translation>&amp;Wieder nutzen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Use &amp;all</source>
   <translation>&amp;Alle nutzen</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Which days have scenes over the area; a longer bar is a clearer day</source>
   <translation>Für welche Tage es Szenen im Gebiet gibt; ein längerer Balken ist ein klarerer Tag</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.ui" />
   <source>Zoom the map to the outlines of the selected scenes (Enter); the area stays where it is</source>
   <translation>Die Karte auf die Umrisse der ausgewählten Szenen zoomen (Enter); das Gebiet bleibt, wo es ist</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>{count} scenes are left out by hand.</source>
   <translation>{count} Szenen sind von Hand weggelassen.</translation>
  </message>
  <message>
   <location filename="../ui/candidates_page.py" />
   <source>{text} ({drawn} of {count})</source>
   <translation>{text} ({drawn} von {count})</translation>
  </message>
 </context>
 <context>
  <name>ChartPage</name>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>&amp;Band</source>
   <translation>&amp;Band</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>&amp;Line of clear points only</source>
   <translation>&amp;Linie nur aus klaren Punkten</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>&amp;Point on the map</source>
   <translation>&amp;Punkt auf der Karte</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>&amp;Run</source>
   <translation>L&amp;auf</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>&amp;Spread</source>
   <translation>&amp;Streuung</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Arrow keys step through the slots, Enter shows the image.</source>
   <translation>Pfeiltasten gehen durch die Zeitfenster, Enter zeigt das Bild.</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Click on the map: values of that pixel</source>
   <translation>Auf die Karte klicken: Werte dieses Pixels</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Least to most</source>
   <translation>Kleinster bis größter</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Mean over each polygon that is selected in the layers of the map</source>
   <translation>Mittel über jedes Polygon, das in den Layern der Karte ausgewählt ist</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>P10 to P90</source>
   <translation>P10 bis P90</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Save CS&amp;V …</source>
   <translation>CS&amp;V speichern …</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Selected pol&amp;ygons</source>
   <translation>Gewählte Pol&amp;ygone</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>The band whose values are shown</source>
   <translation>Das Band, dessen Werte gezeigt werden</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>The line goes from one clear point to the next, dotted where it passes a clouded one</source>
   <translation>Die Linie führt von einem klaren Punkt zum nächsten, gepunktet, wo sie einen bewölkten überspringt</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>The run whose images are read</source>
   <translation>Der Lauf, dessen Bilder gelesen werden</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>What the shade around a mean spans</source>
   <translation>Was das Band um einen Mittelwert umfasst</translation>
  </message>
  <message>
   <location filename="../ui/chart_page.py" />
   <source>Write all values with dates, tiles and cloud</source>
   <translation>Alle Werte mit Datum, Kachel und Bewölkung schreiben</translation>
  </message>
 </context>
 <context>
  <name>ConnectionPage</name>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>&amp;Hub</source>
   <translation>&amp;Hub</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>&amp;Test connection</source>
   <translation>&amp;Verbindung testen</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>A QGIS authentication configuration of the kind Basic: user name is the client id, password the client secret. Only its id is stored.</source>
   <translation>Eine Authentifizierungskonfiguration von QGIS der Art „Basic“: Benutzername ist die Client-ID, Passwort das Client-Secret. Nur ihre Kennung wird gespeichert.</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>A&amp;ddress</source>
   <translation>A&amp;dresse</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Acco&amp;unt</source>
   <translation>Zu&amp;gang</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Account</source>
   <translation>Zugang</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Address of the hub</source>
   <translation>Adresse des Hubs</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Address of the service, as https://host</source>
   <translation>Adresse des Dienstes, in der Form https://host</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Answer to the test</source>
   <translation>Ergebnis des Tests</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Ask the hub whether it knows the account and what is left of it; costs nothing</source>
   <translation>Den Hub fragen, ob er den Zugang kennt und wie viel davon übrig ist; kostet nichts</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Hub</source>
   <translation>Hub</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Proxy, time-out and certificates are QGIS's own: see the pages Network and Authentication of these options.</source>
   <translation>Proxy, Zeitlimit und Zertifikate sind die von QGIS: siehe die Seiten „Netzwerk“ und „Authentifizierung“ dieser Optionen.</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>S&amp;top the test</source>
   <translation>Test &amp;abbrechen</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>To&amp;ken address</source>
   <translation>&amp;Token-Adresse</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Token address</source>
   <translation>Token-Adresse</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Where images are made, and on whose account.</source>
   <translation>Wo Bilder gemacht werden, und auf wessen Rechnung.</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Where the images are made. The local hub works offline and without an account.</source>
   <translation>Wo die Bilder gemacht werden. Der lokale Hub arbeitet offline und ohne Zugang.</translation>
  </message>
  <message>
   <location filename="../ui/connection_page.py" />
   <source>Whole address at which the service gives access tokens</source>
   <translation>Ganze Adresse, an der der Dienst Zugangs-Token ausgibt</translation>
  </message>
 </context>
 <context>
  <name>CostLine</name>
  <message>
   <location filename="../ui/cost_line.py" />
   <source>Cost of the run</source>
   <translation>Kosten des Laufs</translation>
  </message>
  <message>
   <location filename="../ui/cost_line.py" />
   <source>What a run would fetch and cost, by the service's formula.</source>
   <translation>Was ein Lauf abrufen und kosten würde, nach der Formel des Dienstes.</translation>
  </message>
 </context>
 <context>
  <name>DaysEdit</name>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>Add a slot of these days to the list.</source>
   <translation>Ein Zeitfenster mit diesen Tagen in die Liste aufnehmen.</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>Days of the slots</source>
   <translation>Tage der Zeitfenster</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>First day of the slot</source>
   <translation>Erster Tag des Zeitfensters</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>Last day of the slot, included</source>
   <translation>Letzter Tag des Zeitfensters, eingeschlossen</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>One slot a line: a day (2018-03-01), or first and last day (2018-03-01/2018-03-10). Commas and semicolons part slots, too.</source>
   <translation>Ein Zeitfenster je Zeile: ein Tag (2018-03-01) oder erster und letzter Tag (2018-03-01/2018-03-10). Kommas und Strichpunkte trennen ebenfalls.</translation>
  </message>
  <message>
   <location filename="../ui/days_edit.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
 </context>
 <context>
  <name>LimitsBox</name>
  <message>
   <location filename="../ui/limits_box.py" />
   <source> %</source>
   <translation> %</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>&amp;Apply</source>
   <translation>&amp;Anwenden</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Images with data in less of the area are rejected; 0 % is no limit. Their files stay.</source>
   <translation>Bilder, die in weniger als diesem Teil des Gebiets Daten haben, werden verworfen; 0 % ist keine Grenze. Ihre Dateien bleiben.</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Images with more cloud among their own pixels are rejected; 100 % is no limit. Their files stay.</source>
   <translation>Bilder mit mehr Wolken in den eigenen Pixeln werden verworfen; 100 % ist keine Grenze. Ihre Dateien bleiben.</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Limits, applied afterwards</source>
   <translation>Grenzen, nachträglich angewandt</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Max image &amp;cloud</source>
   <translation>Max. Bild&amp;bewölkung</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Min co&amp;verage</source>
   <translation>&amp;Mindestabdeckung</translation>
  </message>
  <message>
   <location filename="../ui/limits_box.py" />
   <source>Reject what breaks the limits and take back what keeps them: tables and layers follow, nothing is asked of the hub</source>
   <translation>Verwerfen, was die Grenzen verletzt, und zurücknehmen, was sie einhält: Tabellen und Layer folgen, der Hub wird nichts gefragt</translation>
  </message>
 </context>
 <context>
  <name>MonthsBox</name>
  <message>
   <location filename="../ui/months_box.py" />
   <source>Keep {month} of every year; with none pressed all months are kept.</source>
   <translation>{month} jedes Jahres behalten; ist keiner gedrückt, werden alle Monate behalten.</translation>
  </message>
  <message>
   <location filename="../ui/months_box.py" />
   <source>Months of the year that are kept; none keeps all.</source>
   <translation>Monate des Jahres, die behalten werden; keiner heißt alle.</translation>
  </message>
 </context>
 <context>
  <name>PixelDock</name>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>&amp;All images of the run</source>
   <translation>&amp;Alle Bilder des Laufs</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>&amp;Copy as text</source>
   <translation>Als Text &amp;kopieren</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Also those that the map does not show now</source>
   <translation>Auch die, welche die Karte gerade nicht zeigt</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Choose a row to see its tile and the tile's part of the image</source>
   <translation>Eine Zeile wählen, um ihre Kachel und deren Teil des Bildes zu sehen</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Click on an image of a run.</source>
   <translation>Klicken Sie auf ein Bild eines Laufs.</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Copy place and rows, with tabs between the columns (Ctrl+C in the table)</source>
   <translation>Ort und Zeilen kopieren, mit Tabulatoren zwischen den Spalten (Strg+C in der Tabelle)</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Place of the pixel</source>
   <translation>Ort des Pixels</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>Scene of a pixel</source>
   <translation>Szene eines Pixels</translation>
  </message>
  <message>
   <location filename="../ui/pixel_dock.ui" />
   <source>The pixel in each image</source>
   <translation>Das Pixel in jedem Bild</translation>
  </message>
 </context>
 <context>
  <name>PlanPanel</name>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>Fetch nothing; nothing is left on the disk.</source>
   <translation>Nichts abrufen; auf der Platte bleibt nichts zurück.</translation>
  </message>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>Fetch the images at this price.</source>
   <translation>Die Bilder zu diesem Preis abrufen.</translation>
  </message>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>Plan</source>
   <translation>Plan</translation>
  </message>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>Run anyway</source>
   <translation>Trotzdem starten</translation>
  </message>
  <message>
   <location filename="../ui/plan_panel.ui" />
   <source>What each slot will ask for; hold the pointer over a row to see its tiles.</source>
   <translation>Was jedes Zeitfenster anfragen wird; der Zeiger über einer Zeile zeigt ihre Kacheln.</translation>
  </message>
 </context>
 <context>
  <name>PlanTable</name>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Offered</source>
   <translation>Im Angebot</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Planned</source>
   <translation>Geplant</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Processing units, by the service's formula.</source>
   <translation>Verarbeitungseinheiten, nach der Formel des Dienstes.</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Requests</source>
   <translation>Anfragen</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Requests for the image, one per piece.</source>
   <translation>Anfragen für das Bild, eine je Teilstück.</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Slot</source>
   <translation>Zeitfenster</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>The time of one image.</source>
   <translation>Die Zeit eines Bildes.</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Tiles that are asked for, because they fill the area.</source>
   <translation>Kacheln, die angefragt werden, weil sie das Gebiet füllen.</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Tiles that the catalog has over the area.</source>
   <translation>Kacheln, die der Katalog zum Gebiet hat.</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>Units</source>
   <translation>Einheiten</translation>
  </message>
  <message>
   <location filename="../ui/plan_table.py" />
   <source>What the slot will be.</source>
   <translation>Was aus dem Zeitfenster wird.</translation>
  </message>
 </context>
 <context>
  <name>ProgressPage</name>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>&amp;Folder</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Canc&amp;el</source>
   <translation>&amp;Abbrechen</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>End the chosen run; what has come stays.</source>
   <translation>Den gewählten Lauf beenden; was gekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Every slot of the chosen run, how it stands and why.</source>
   <translation>Jedes Zeitfenster des gewählten Laufs, wie es darum steht und warum.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Fetch once more what failed or was not fetched, into the same folder; nothing else is paid again.</source>
   <translation>Noch einmal abrufen, was fehlschlug oder nicht abgerufen wurde, in denselben Ordner; sonst wird nichts erneut bezahlt.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>How much of the chosen run is done.</source>
   <translation>Wie viel vom gewählten Lauf fertig ist.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Log of the chosen run</source>
   <translation>Protokoll des gewählten Laufs</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>No run in this session. Ask for one on the page Series and press Run; here you will see every slot arrive.</source>
   <translation>In dieser Sitzung gab es noch keinen Lauf. Fordern Sie auf der Seite „Serie“ einen an und drücken Sie „Abrufen“; hier sehen Sie dann jedes Zeitfenster ankommen.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Open the folder of the chosen run.</source>
   <translation>Den Ordner des gewählten Laufs öffnen.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Progress of the chosen run</source>
   <translation>Fortschritt des gewählten Laufs</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Retr&amp;y failed</source>
   <translation>&amp;Fehlendes abrufen</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Runs of this session</source>
   <translation>Läufe dieser Sitzung</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>Slots of the chosen run</source>
   <translation>Zeitfenster des gewählten Laufs</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>The runs of this session, newest on top. They run one after the other, also while this dock is closed.</source>
   <translation>Die Läufe dieser Sitzung, der neueste oben. Sie laufen nacheinander, auch während dieses Fenster geschlossen ist.</translation>
  </message>
  <message>
   <location filename="../ui/progress_page.ui" />
   <source>What happened in the chosen run.</source>
   <translation>Was im gewählten Lauf geschah.</translation>
  </message>
 </context>
 <context>
  <name>RunBar</name>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>End the run; what has come stays.</source>
   <translation>Den Lauf beenden; was gekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>How much of the run is done.</source>
   <translation>Wie viel vom Lauf fertig ist.</translation>
  </message>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>Progress of the run</source>
   <translation>Fortschritt des Laufs</translation>
  </message>
  <message>
   <location filename="../ui/run_bar.py" />
   <source>Show every slot of the run, and what happened.</source>
   <translation>Jedes Zeitfenster des Laufs zeigen, und was geschah.</translation>
  </message>
 </context>
 <context>
  <name>RunsPage</name>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>&amp;Open folder</source>
   <translation>&amp;Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>&amp;Runs</source>
   <translation>&amp;Läufe</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>&amp;Update images</source>
   <translation>Bilder ern&amp;euern</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Add to &amp;map</source>
   <translation>Auf die &amp;Karte</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Ask for the same again on the page Series</source>
   <translation>Dasselbe auf der Seite „Serie“ noch einmal anfordern</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>E&amp;xtend to today</source>
   <translation>Bis &amp;heute ergänzen</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Fetch the images anew whose scenes the provider has changed since</source>
   <translation>Die Bilder neu abrufen, deren Szenen der Anbieter seither geändert hat</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Fetch the slots again that failed or were not fetched</source>
   <translation>Die Zeitfenster noch einmal abrufen, die fehlschlugen oder nicht abgerufen wurden</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Fetch the slots since, into the same folder</source>
   <translation>Die Zeitfenster seither abrufen, in denselben Ordner</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Forget the run here; its files stay where they are</source>
   <translation>Den Lauf hier vergessen; seine Dateien bleiben, wo sie sind</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Look into the folders again</source>
   <translation>Noch einmal in die Ordner sehen</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>No runs yet: fetch a series, or open the folder of a run.</source>
   <translation>Noch keine Läufe: Rufen Sie eine Serie ab, oder öffnen Sie den Ordner eines Laufs.</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Open a run folder …</source>
   <translation>Lauf öffnen …</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Put the folder of a run into the list, wherever it is</source>
   <translation>Den Ordner eines Laufs in die Liste aufnehmen, wo immer er liegt</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Refresh</source>
   <translation>Aktualisieren</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Remove from &amp;list</source>
   <translation>Aus der L&amp;iste</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Repeat with &amp;new dates</source>
   <translation>Neuer &amp;Zeitraum</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Retry &amp;failed</source>
   <translation>&amp;Fehlendes abrufen</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Runs, newest first; Enter adds one to the map</source>
   <translation>Läufe, der neueste zuerst; Enter fügt einen zur Karte hinzu</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Show the files of the run</source>
   <translation>Die Dateien des Laufs zeigen</translation>
  </message>
  <message>
   <location filename="../ui/runs_page.py" />
   <source>Show the images and tables of the run as layers</source>
   <translation>Die Bilder und Tabellen des Laufs als Layer zeigen</translation>
  </message>
 </context>
 <context>
  <name>SceneSlots</name>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>1 band</source>
   <translation>1 Band</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 image</source>
   <translation>1 Bild</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 image with parts missing: {reason}</source>
   <translation>1 Bild, dem Teile fehlen: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 slot empty: {reason}</source>
   <translation>1 Zeitfenster leer: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 slot failed: {reason}</source>
   <translation>1 Zeitfenster fehlgeschlagen: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 slot not fetched</source>
   <translation>1 Zeitfenster nicht abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>1 slot rejected: {reason}</source>
   <translation>1 Zeitfenster verworfen: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>&lt;b&gt;about {units} units&lt;/b&gt;</source>
   <translation>&lt;b&gt;etwa {units} Einheiten&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>&lt;b&gt;{area} km²&lt;/b&gt;</source>
   <translation>&lt;b&gt;{area} km²&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>A print layout with a map per slot</source>
   <translation>Ein Drucklayout mit einer Karte je Zeitfenster</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>A run adds the band dataMask, which is free, and the output scene_slots_scene: the scene of each pixel. Where cloud is counted it adds the cloud band and scene_slots_cloud, too. The lines of the script stay.</source>
   <translation>Ein Lauf ergänzt das Band dataMask, das kostenlos ist, und die Ausgabe scene_slots_scene: die Szene jedes Pixels. Wo Bewölkung gezählt wird, kommen das Wolkenband und scene_slots_cloud hinzu. Die Zeilen des Skripts bleiben.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>Above your limit: it may cost {worst} units, more than {rest}; Run asks first.</source>
   <translation>Über Ihrer Grenze: Er kann {worst} Einheiten kosten, mehr als {rest}; „Abrufen“ fragt erst nach.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>Acquired (UTC)</source>
   <translation>Aufgenommen (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Acquisition</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Acquisitions used</source>
   <translation>Verwendete Aufnahmen</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>All polygons are outside of the images.</source>
   <translation>Alle Polygone liegen außerhalb der Bilder.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>All runs together may cost {worst} units; your limit of {rest} is for each of them, so Run may not ask.</source>
   <translation>Alle Läufe zusammen können {worst} Einheiten kosten; Ihre Grenze von {rest} gilt für jeden einzeln, „Abrufen“ fragt also vielleicht nicht nach.</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>An animation needs the Python package Pillow: install it for QGIS's Python with “{command}” and start QGIS again.</source>
   <translation>Eine Animation braucht das Python-Paket Pillow: Installieren Sie es für das Python von QGIS mit „{command}“ und starten Sie QGIS neu.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>An authentication configuration of the kind “Basic”: its user name is the client id, its password the client secret. QGIS keeps both encrypted, Scene Slots only the configuration's id.</source>
   <translation>Eine Authentifizierungskonfiguration der Art „Basic“: ihr Benutzername ist die Client-ID, ihr Passwort das Client-Secret. QGIS bewahrt beide verschlüsselt auf, Scene Slots nur die Kennung der Konfiguration.</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Animated GIF</source>
   <translation>Animiertes GIF</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>Area and time</source>
   <translation>Gebiet und Zeit</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>As before the map was resized: pan or zoom to take what it shows now.</source>
   <translation>Wie vor der Größenänderung der Karte: Verschieben oder zoomen Sie, um zu nehmen, was sie jetzt zeigt.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>As the script says</source>
   <translation>Wie das Skript es sagt</translation>
  </message>
  <message>
   <location filename="../plugin/script_part.py" />
   <source>Ascending</source>
   <translation>Aufsteigend</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Ask for one image per time slot, and fetch them</source>
   <translation>Ein Bild je Zeitfenster anfordern und abrufen</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>Asked for; number {rank} in the rule's order.</source>
   <translation>Angefragt; Nummer {rank} in der Reihenfolge der Regel.</translation>
  </message>
  <message>
   <location filename="../plugin/connections.py" />
   <source>Asking {hub} …</source>
   <translation>{hub} wird gefragt …</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>At least {units} units charged for the images, about {search} for the search.</source>
   <translation>Mindestens {units} Einheiten für die Bilder berechnet, etwa {search} für die Suche.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>At least {units} units charged.</source>
   <translation>Mindestens {units} Einheiten berechnet.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>Better ones cover its part of the area; number {rank} in the rule's order.</source>
   <translation>Bessere bedecken ihren Teil des Gebiets; Nummer {rank} in der Reihenfolge der Regel.</translation>
  </message>
  <message>
   <location filename="../plugin/script_part.py" />
   <source>Both, mixed</source>
   <translation>Beide, gemischt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>CLD: cloud probability {percent} %</source>
   <translation>CLD: Wolkenwahrscheinlichkeit {percent} %</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>Cancelled; what has come stays.</source>
   <translation>Abgebrochen; was gekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Candidate: {scene}</source>
   <translation>Kandidat: {scene}</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Candidates</source>
   <translation>Kandidaten</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Candidates: {scenes}.</source>
   <translation>Kandidaten: {scenes}.</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Chart</source>
   <translation>Diagramm</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Checked with made scenes of {collection}, which have all its bands: their numbers are invented, so the picture means nothing.</source>
   <translation>Geprüft mit erfundenen Szenen von {collection}, die alle Bänder haben: Ihre Zahlen sind ausgedacht, das Bild bedeutet also nichts.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Checked with the sample scene of {day} ({collection}).</source>
   <translation>Geprüft mit der Beispielszene vom {day} ({collection}).</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Checked with {count} sample scenes ({collection}).</source>
   <translation>Geprüft mit {count} Beispielszenen ({collection}).</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>Checking …</source>
   <translation>Wird geprüft …</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Choose Point on the map and click into an image, or select polygons.</source>
   <translation>Wählen Sie „Punkt auf der Karte“ und klicken Sie in ein Bild, oder wählen Sie Polygone aus.</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Choose a folder for the tables</source>
   <translation>Einen Ordner für die Tabellen wählen</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Choose a name that ends in “.pdf”.</source>
   <translation>Wählen Sie einen Namen, der auf „.pdf“ endet.</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Choose the image that has the style first.</source>
   <translation>Wählen Sie zuerst das Bild, das den Stil hat.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Clearest of</source>
   <translation>Klarstes von</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Click on the map: which tile is it from?</source>
   <translation>Auf die Karte klicken: Von welcher Kachel ist das?</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>Click the corners on the map; a right click or Enter ends, Backspace takes the last corner back, Esc gives up.</source>
   <translation>Die Ecken auf der Karte anklicken; Rechtsklick oder Enter beendet, Rücktaste nimmt die letzte Ecke zurück, Esc bricht ab.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>Client id and secret are made in the {dashboard} of the hub, under “OAuth clients”.</source>
   <translation>Client-ID und Client-Secret legen Sie im {dashboard} des Hubs an, unter „OAuth clients“.</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Closest to</source>
   <translation>Am nächsten zu</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Cloud and coverage</source>
   <translation>Bewölkung und Abdeckung</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>Cloud in the image {percent:.0f} %</source>
   <translation>Bewölkung im Bild {percent:.0f} %</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Collection</source>
   <translation>Kollektion</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Colours (bands 1, 2, 3)</source>
   <translation>Farben (Bänder 1, 2, 3)</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Contact Sheet</source>
   <translation>Kontaktbogen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/sheet.py" />
   <source>Contact sheet: {run}</source>
   <translation>Kontaktbogen: {run}</translation>
  </message>
  <message>
   <location filename="../plugin/area_choice.py" />
   <source>Copied as GeoJSON, in degrees of longitude and latitude.</source>
   <translation>Als GeoJSON kopiert, in Grad Länge und Breite.</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>Count image clou&amp;d ({band})</source>
   <translation>Bil&amp;dbewölkung zählen ({band})</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>Count image clou&amp;d: costs nothing</source>
   <translation>Bil&amp;dbewölkung zählen: kostet nichts</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>Count image clou&amp;d: {units} units</source>
   <translation>Bil&amp;dbewölkung zählen: {units} Einheiten</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>Covered {percent:.0f} %</source>
   <translation>Abgedeckt {percent:.0f} %</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Data path</source>
   <translation>Datenpfad</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Dates</source>
   <translation>Daten</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Dekad (a third of a month)</source>
   <translation>Dekade (ein Monatsdrittel)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Derived from: {scenes}.</source>
   <translation>Abgeleitet aus: {scenes}.</translation>
  </message>
  <message>
   <location filename="../plugin/script_part.py" />
   <source>Descending</source>
   <translation>Absteigend</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>Drag a box on the map, or click two corners; Esc gives up.</source>
   <translation>Ein Rechteck auf der Karte aufziehen oder zwei Ecken anklicken; Esc bricht ab.</translation>
  </message>
  <message>
   <location filename="../plugin/area_choice.py" />
   <source>Draw the area first: a box or a polygon on the map.</source>
   <translation>Zeichnen Sie zuerst das Gebiet: ein Rechteck oder Polygon auf der Karte.</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Draw the whole run as the active layer</source>
   <translation>Den ganzen Lauf zeichnen wie den aktiven Layer</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Drawing the animation of {run} …</source>
   <translation>Die Animation von {run} wird gezeichnet …</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Drawing the contact sheet of {run} …</source>
   <translation>Der Kontaktbogen von {run} wird gezeichnet …</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>End, exclusive (UTC)</source>
   <translation>Ende, ausgeschlossen (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Evalscript, SHA-256: {digest}.</source>
   <translation>Evalscript, SHA-256: {digest}.</translation>
  </message>
  <message>
   <location filename="../plugin/entry.py" />
   <source>Fetch Scene Slots …</source>
   <translation>Zeitserie abrufen …</translation>
  </message>
  <message>
   <location filename="../plugin/entry.py" />
   <source>Fetch one image per time slot for the map's extent</source>
   <translation>Ein Bild je Zeitfenster für die Ausdehnung der Karte abrufen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Fetched (UTC)</source>
   <translation>Abgerufen (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>Fetched {time}</source>
   <translation>Abgerufen {time}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Fetched: {time}.</source>
   <translation>Abgerufen: {time}.</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Fetching {run}: {what}</source>
   <translation>{run} wird abgerufen: {what}</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>Fetching {what}</source>
   <translation>Abgerufen wird: {what}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../ui/save_question.py" />
   <source>Files exist there already: {names}. Replace?</source>
   <translation>Diese Dateien gibt es dort schon: {names}. Ersetzen?</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Find runs of before, show them and go on</source>
   <translation>Frühere Läufe finden, zeigen und fortsetzen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>First acquired (UTC)</source>
   <translation>Erste Aufnahme (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>First of {count} runs: {first}&lt;br&gt;All {count} runs: about {units} units, by the size of their areas · {rest}</source>
   <translation>Erster von {count} Läufen: {first}&lt;br&gt;Alle {count} Läufe: etwa {units} Einheiten, nach der Größe ihrer Gebiete · {rest}</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Give All Images This Style</source>
   <translation>Allen Bildern diesen Stil geben</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Grey (band 1)</source>
   <translation>Grau (Band 1)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Height (px)</source>
   <translation>Höhe (px)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Hub</source>
   <translation>Hub</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>Hub and account</source>
   <translation>Hub und Zugang</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Id is derived</source>
   <translation>Kennung ist abgeleitet</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Ids and sources</source>
   <translation>Kennungen und Quellen</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>Image clou&amp;d is counted (rule reads {band})</source>
   <translation>Bil&amp;dbewölkung wird gezählt (die Regel liest {band})</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Image cloud shadow (%)</source>
   <translation>Wolkenschatten im Bild (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Image cloud, own pixels (%)</source>
   <translation>Bildbewölkung, eigene Pixel (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/sheet.py" />
   <source>Image cloud: counted over the image's own pixels. Tile cloud: the provider's figure for whole tiles. Shares are of the area. Days in UTC.</source>
   <translation>Bildbewölkung: in den Pixeln des Bildes selbst gezählt. Kachelbewölkung: Angabe des Anbieters für ganze Kacheln. Anteile gelten für das Gebiet. Tage in UTC.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Image snow (%)</source>
   <translation>Schnee im Bild (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Image unclassified (%)</source>
   <translation>Im Bild nicht klassifiziert (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Images now show during their whole slot.</source>
   <translation>Bilder zeigen sich jetzt während ihres ganzen Zeitfensters.</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Images now show when they were acquired.</source>
   <translation>Bilder zeigen sich jetzt zur Zeit ihrer Aufnahme.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>It looks from another side or in other polarisations than the scenes of the images: these are not mixed.</source>
   <translation>Sie sieht von einer anderen Seite oder in anderen Polarisationen als die Szenen der Bilder: Diese werden nicht gemischt.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>It runs: {bands} {type}, {values}.</source>
   <translation>Es läuft: {bands} {type}, {values}.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>It was asked through the proxy {proxy}.</source>
   <translation>Gefragt wurde über den Proxy {proxy}.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>It was asked through the proxy {proxy}: check it in QGIS Options, Network.</source>
   <translation>Gefragt wurde über den Proxy {proxy}: Prüfen Sie ihn in den Optionen von QGIS unter „Netzwerk“.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>It was asked without a proxy.</source>
   <translation>Gefragt wurde ohne Proxy.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/sheet.py" />
   <source>Its layer is not in the project.</source>
   <translation>Sein Layer ist nicht im Projekt.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>Its outline holds no pixel of the area.</source>
   <translation>Ihr Umriss enthält kein Pixel des Gebiets.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>Its tile cloud is over your limit.</source>
   <translation>Ihre Kachelbewölkung liegt über Ihrer Grenze.</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>Large: each image takes {count} requests or more, and up to {size} of disk.</source>
   <translation>Groß: Jedes Bild braucht {count} Anfragen oder mehr und bis zu {size} auf der Platte.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Last acquired (UTC)</source>
   <translation>Letzte Aufnahme (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Layer Times: Slot or Acquisition</source>
   <translation>Zeit der Layer: Zeitfenster oder Aufnahme</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Least tile cloud, provider (%)</source>
   <translation>Geringste Kachelbewölkung, Anbieter (%)</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Line {line}: {said}</source>
   <translation>Zeile {line}: {said}</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Local hub (offline, no account)</source>
   <translation>Lokaler Hub (offline, ohne Zugang)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Main acquisition (UTC)</source>
   <translation>Hauptaufnahme (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>Main acquisition {day}</source>
   <translation>Hauptaufnahme {day}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Making</source>
   <translation>Entstehung</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Mean acquired, by pixels (UTC)</source>
   <translation>Mittlere Aufnahmezeit, nach Pixeln (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Means over {count} polygons</source>
   <translation>Mittel über {count} Polygone</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Means over {inside} of {count} polygons, 1 lies outside the images</source>
   <translation>Mittel über {inside} von {count} Polygonen, 1 liegt außerhalb der Bilder</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Means over {inside} of {count} polygons, {outside} lie outside the images</source>
   <translation>Mittel über {inside} von {count} Polygonen, {outside} liegen außerhalb der Bilder</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>More than a quarter of your limit: it may cost {worst} of {rest} units.</source>
   <translation>Mehr als ein Viertel Ihrer Grenze: Er kann {worst} von {rest} Einheiten kosten.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>More than a quarter of your quota: it may cost {worst} of the {rest} units that are left.</source>
   <translation>Mehr als ein Viertel Ihres Kontingents: Er kann {worst} der {rest} Einheiten kosten, die übrig sind.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>More than is left of your quota: it may cost {worst} units, and the hub refuses what exceeds {rest}.</source>
   <translation>Mehr, als von Ihrem Kontingent übrig ist: Er kann {worst} Einheiten kosten, und der Hub verweigert, was {rest} übersteigt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Mosaic of the slot {slot} ({start} to {end}, UTC, end exclusive).</source>
   <translation>Mosaik des Zeitfensters {slot} ({start} bis {end}, UTC, Ende ausgeschlossen).</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Most tile cloud, provider (%)</source>
   <translation>Stärkste Kachelbewölkung, Anbieter (%)</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>My product</source>
   <translation>Mein Produkt</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>No data at this place.</source>
   <translation>Keine Daten an dieser Stelle.</translation>
  </message>
  <message>
   <location filename="../plugin/selection.py" />
   <source>No feature is selected: select polygons of a layer on the map.</source>
   <translation>Kein Objekt ist ausgewählt: Wählen Sie auf der Karte Polygone eines Layers aus.</translation>
  </message>
  <message>
   <location filename="../plugin/pixel_tool.py" />
   <source>No image of a run is shown at this place.</source>
   <translation>An dieser Stelle wird kein Bild eines Laufs gezeigt.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>No pixel has data.</source>
   <translation>Kein Pixel hat Daten.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/places.py" />
   <source>No polygon is selected: select some on the map.</source>
   <translation>Kein Polygon ist ausgewählt: Wählen Sie welche auf der Karte aus.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>No slot was fetched.</source>
   <translation>Kein Zeitfenster wurde abgerufen.</translation>
  </message>
  <message>
   <location filename="../plugin/run_limits.py" />
   <source>Nothing changes</source>
   <translation>Nichts ändert sich</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>Nothing is asked for in this slot.</source>
   <translation>In diesem Zeitfenster wird nichts angefragt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>One acquisition, {time} UTC, {share} of the area.</source>
   <translation>Eine Aufnahme, {time} UTC, {share} des Gebiets.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>One image per acquisition · &lt;b&gt;Plan&lt;/b&gt; tells how many</source>
   <translation>Ein Bild je Aufnahme · &lt;b&gt;Plan&lt;/b&gt; sagt, wie viele</translation>
  </message>
  <message>
   <location filename="../plugin/runs_list.py" />
   <source>Open a run folder</source>
   <translation>Ordner eines Laufs öffnen</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Other address …</source>
   <translation>Andere Adresse …</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Own list of days</source>
   <translation>Eigene Liste von Tagen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/sheet.py" />
   <source>Page {page} of {pages}</source>
   <translation>Seite {page} von {pages}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/usage_style.py" />
   <source>Part of the image</source>
   <translation>Teil des Bildes</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Pieces</source>
   <translation>Teilstücke</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Pieces failed</source>
   <translation>Fehlgeschlagene Teilstücke</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Pixel size</source>
   <translation>Pixelgröße</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Pixels with data (%)</source>
   <translation>Pixel mit Daten (%)</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>Plan and run</source>
   <translation>Planen und abrufen</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Planning {run} …</source>
   <translation>{run} wird geplant …</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>Planning …</source>
   <translation>Wird geplant …</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Platform</source>
   <translation>Satellit</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Play with the Temporal Controller</source>
   <translation>Mit der Zeitsteuerung abspielen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Processing baseline</source>
   <translation>Verarbeitungsversion</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Processing units, charged</source>
   <translation>Verarbeitungseinheiten, berechnet</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Processing units, estimated</source>
   <translation>Verarbeitungseinheiten, geschätzt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Product</source>
   <translation>Produkt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Product id</source>
   <translation>Produktkennung</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Quarter</source>
   <translation>Quartal</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: fire</source>
   <translation>Farbverlauf: Feuer</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: moisture</source>
   <translation>Farbverlauf: Feuchte</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: spectrum</source>
   <translation>Farbverlauf: Spektrum</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: temperature</source>
   <translation>Farbverlauf: Temperatur</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: vegetation</source>
   <translation>Farbverlauf: Vegetation</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>Ramp: water</source>
   <translation>Farbverlauf: Wasser</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Reading the images …</source>
   <translation>Die Bilder werden gelesen …</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Relative orbit</source>
   <translation>Relativer Orbit</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Request, SHA-256: {digest}.</source>
   <translation>Anfrage, SHA-256: {digest}.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Requests</source>
   <translation>Anfragen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Rule</source>
   <translation>Regel</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Rule: {rule}. Hub: {hub}.</source>
   <translation>Regel: {rule}. Hub: {hub}.</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Run anyway</source>
   <translation>Trotzdem starten</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <location filename="../ui/hub_fields.py" />
   <source>Sample scenes: Romania, 2015 to 2021</source>
   <translation>Beispielszenen: Rumänien, 2015 bis 2021</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Save the animation</source>
   <translation>Animation speichern</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Save the contact sheet</source>
   <translation>Kontaktbogen speichern</translation>
  </message>
  <message>
   <location filename="../plugin/chart_saving.py" />
   <source>Save values as CSV</source>
   <translation>Werte als CSV speichern</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../plugin/layer_menu.py" />
   <source>Scene Slots</source>
   <translation>Scene Slots</translation>
  </message>
  <message>
   <location filename="../plugin/entry.py" />
   <source>Scene Slots needs the Python package {package}: install it for QGIS's Python with “{command}” and start QGIS again.</source>
   <translation>Scene Slots braucht das Python-Paket {package}: Installieren Sie es für das Python von QGIS mit „{command}“ und starten Sie QGIS neu.</translation>
  </message>
  <message>
   <location filename="../plugin/checking.py" />
   <source>Scene Slots: check a script</source>
   <translation>Scene Slots: ein Skript prüfen</translation>
  </message>
  <message>
   <location filename="../plugin/controller.py" />
   <source>Scene Slots: plan again</source>
   <translation>Scene Slots: neu planen</translation>
  </message>
  <message>
   <location filename="../plugin/controller.py" />
   <source>Scene Slots: plan {run}</source>
   <translation>Scene Slots: {run} planen</translation>
  </message>
  <message>
   <location filename="../plugin/connections.py" />
   <source>Scene Slots: test the connection to {hub}</source>
   <translation>Scene Slots: die Verbindung zu {hub} testen</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Scene of a Pixel</source>
   <translation>Szene eines Pixels</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Scene of each pixel</source>
   <translation>Szene jedes Pixels</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Scenes offered</source>
   <translation>Szenen im Angebot</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Scenes used</source>
   <translation>Verwendete Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>Search for the scenes over the area of the page Series.</source>
   <translation>Suchen Sie die Szenen zum Gebiet der Seite „Serie“.</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>See and choose the scenes of every slot</source>
   <translation>Die Szenen jedes Zeitfensters ansehen und auswählen</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>See the runs that go: every slot, and the log</source>
   <translation>Die laufenden Läufe ansehen: jedes Zeitfenster und das Protokoll</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Sentinel Hub id</source>
   <translation>Sentinel-Hub-Kennung</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Series</source>
   <translation>Serie</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Set its range and step to the slots</source>
   <translation>Ihren Zeitraum und Schritt auf die Zeitfenster einstellen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Share of main acquisition (%)</source>
   <translation>Anteil der Hauptaufnahme (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Share of the area (%)</source>
   <translation>Anteil am Gebiet (%)</translation>
  </message>
  <message>
   <location filename="../plugin/live_run.py" />
   <source>Show all slots</source>
   <translation>Alle Zeitfenster zeigen</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Show an image during its slot, or when it was acquired</source>
   <translation>Ein Bild während seines Zeitfensters zeigen, oder zur Zeit seiner Aufnahme</translation>
  </message>
  <message>
   <location filename="../plugin/live_run.py" />
   <source>Show table</source>
   <translation>Tabelle zeigen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Show the image of this slot</source>
   <translation>Das Bild dieses Zeitfensters zeigen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Slot</source>
   <translation>Zeitfenster</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Something went wrong inside Scene Slots ({kind}): see the log for more.</source>
   <translation>In Scene Slots ist etwas schiefgegangen ({kind}): Das Protokoll sagt mehr.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Source of facts</source>
   <translation>Quelle der Angaben</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Source of image cloud</source>
   <translation>Quelle der Bildbewölkung</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Start (UTC)</source>
   <translation>Beginn (UTC)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>Stopped. {summary}</source>
   <translation>Abgebrochen. {summary}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Sun zenith (°)</source>
   <translation>Sonnenzenit (°)</translation>
  </message>
  <message>
   <location filename="../plugin/chart_saving.py" />
   <source>Tables (*.csv)</source>
   <translation>Tabellen (*.csv)</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Tables as CSV</source>
   <translation>Tabellen als CSV</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>The Scene Slots plugin is needed to find the layer of a row.</source>
   <translation>Um den Layer einer Zeile zu finden, braucht es das Plugin Scene Slots.</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>The area reaches over {count} UTM zones; all images lie in the zone of its middle.</source>
   <translation>Das Gebiet reicht über {count} UTM-Zonen; alle Bilder liegen in der Zone seiner Mitte.</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>The catalog answered: it has no scene over the area in this period.</source>
   <translation>Der Katalog hat geantwortet: Zu diesem Gebiet und Zeitraum hat er keine Szene.</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>The catalog is being asked …</source>
   <translation>Der Katalog wird gefragt …</translation>
  </message>
  <message>
   <location filename="../plugin/checking.py" />
   <source>The check was cancelled.</source>
   <translation>Die Prüfung wurde abgebrochen.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The client id and secret are right, but {host} does not answer as a Sentinel Hub: check the address.</source>
   <translation>Client-ID und Client-Secret stimmen, aber {host} antwortet nicht wie ein Sentinel Hub: Prüfen Sie die Adresse.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The client id and secret are right, but {host} does not let the account in (HTTP {status}): it may have ended, or belong to another hub.</source>
   <translation>Client-ID und Client-Secret stimmen, aber {host} lässt den Zugang nicht ein (HTTP {status}): Er kann abgelaufen sein oder zu einem anderen Hub gehören.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The client id and secret are right, but {host} is busy or out of order (HTTP {status}): try again later.</source>
   <translation>Client-ID und Client-Secret stimmen, aber {host} ist überlastet oder gestört (HTTP {status}): Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/connections.py" />
   <source>The connection was not stored. {reason}</source>
   <translation>Die Verbindung wurde nicht gespeichert. {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The connection works: {hub} takes the account. But no processing units are left: images come again when the quota is renewed.</source>
   <translation>Die Verbindung steht: {hub} nimmt den Zugang an. Aber es sind keine Verarbeitungseinheiten übrig: Bilder gibt es wieder, wenn das Kontingent erneuert ist.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The connection works: {hub} takes the account. How many processing units are left is unknown: this hub does not tell.</source>
   <translation>Die Verbindung steht: {hub} nimmt den Zugang an. Wie viele Verarbeitungseinheiten übrig sind, ist unbekannt: Dieser Hub sagt es nicht.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The connection works: {hub} takes the account. {units} processing units are left.</source>
   <translation>Die Verbindung steht: {hub} nimmt den Zugang an. {units} Verarbeitungseinheiten sind übrig.</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>The form or the map has changed since: these are the candidates of before.</source>
   <translation>Formular oder Karte haben sich seither geändert: Dies sind die Kandidaten von vorher.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>The ids of these scenes are derived: they name no real product.</source>
   <translation>Die Kennungen dieser Szenen sind abgeleitet: Sie benennen kein wirkliches Produkt.</translation>
  </message>
  <message>
   <location filename="../plugin/map_places.py" />
   <source>The layer has no extent: choose another one.</source>
   <translation>Der Layer hat keine Ausdehnung: Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The local hub runs on this computer, with sample scenes or scenes of your own: it needs no account.</source>
   <translation>Der lokale Hub läuft auf diesem Rechner, mit Beispielszenen oder eigenen Szenen: Er braucht keinen Zugang.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>The order is known when the run has read the cloud over the area.</source>
   <translation>Die Reihenfolge steht fest, wenn der Lauf die Bewölkung über dem Gebiet gelesen hat.</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>The plan is that of the first run; the others are planned when they run.</source>
   <translation>Der Plan ist der des ersten Laufs; die anderen werden geplant, wenn sie laufen.</translation>
  </message>
  <message>
   <location filename="../plugin/time_choice.py" />
   <source>The plan will tell the acquisitions of the period.</source>
   <translation>Der Plan wird die Aufnahmen des Zeitraums nennen.</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>The polygon is large: not every pixel of it was read.</source>
   <translation>Das Polygon ist groß: Nicht jedes seiner Pixel wurde gelesen.</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>The project shows no run: fetch Scene Slots first.</source>
   <translation>Das Projekt zeigt keinen Lauf: Rufen Sie zuerst eine Zeitserie ab.</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>The project shows no run: fetch a series, or add one to the map from the page Runs.</source>
   <translation>Das Projekt zeigt keinen Lauf: Rufen Sie eine Serie ab, oder fügen Sie der Karte einen von der Seite „Läufe“ hinzu.</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>The proxy asks for a user name and a password: enter them in QGIS Options, Network.</source>
   <translation>Der Proxy verlangt Benutzername und Passwort: Tragen Sie sie in den Optionen von QGIS unter „Netzwerk“ ein.</translation>
  </message>
  <message>
   <location filename="../plugin/repeating.py" />
   <source>The run came from {hub}: choose that hub and your account there on the page Series, and try again.</source>
   <translation>Der Lauf kam von {hub}: Wählen Sie auf der Seite „Serie“ diesen Hub und dort Ihren Zugang, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/frames.py" />
   <source>The run has no image that could be shown.</source>
   <translation>Der Lauf hat kein Bild, das man zeigen könnte.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>The script has all scenes of the slot; nothing tells which it uses.</source>
   <translation>Das Skript hat alle Szenen des Zeitfensters; nichts sagt, welche es verwendet.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>The script has no functions: a run puts them around it.</source>
   <translation>Das Skript hat keine Funktionen: Ein Lauf legt sie darum herum.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>The script reads several samples per pixel and runs as it is: of each image only the candidate scenes are told, not which pixel came from which. It is paid for each sample.</source>
   <translation>Das Skript liest je Pixel mehrere Aufnahmen und läuft so, wie es ist: Zu jedem Bild werden nur die Kandidaten genannt, nicht, welches Pixel von welcher Szene kam. Bezahlt wird jede Aufnahme.</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>The search failed: which scenes there are is unknown.</source>
   <translation>Die Suche schlug fehl: Welche Szenen es gibt, ist unbekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/script_part.py" />
   <source>The side with more scenes</source>
   <translation>Die Seite mit mehr Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/asking.py" />
   <source>The slot {slot} has no image layer.</source>
   <translation>Das Zeitfenster {slot} hat keinen Bildlayer.</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>The slots one after the other, with dates</source>
   <translation>Die Zeitfenster nacheinander, mit Datum</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>The temporal controller goes from {first} to {last}: press Play.</source>
   <translation>Die Zeitsteuerung geht von {first} bis {last}: Drücken Sie auf Abspielen.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>The units charged are unknown.</source>
   <translation>Wie viele Einheiten berechnet wurden, ist unbekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>The units charged for the images are unknown; about {search} for the search.</source>
   <translation>Wie viele Einheiten für die Bilder berechnet wurden, ist unbekannt; etwa {search} für die Suche.</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>The values lie between {low} and {high}, and {type} keeps whole numbers only: they become 0 or 1. Use FLOAT32, or multiply them.</source>
   <translation>Die Werte liegen zwischen {low} und {high}, und {type} behält nur ganze Zahlen: Sie werden 0 oder 1. Nehmen Sie FLOAT32, oder multiplizieren Sie sie.</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>There is a newer processing of the same scene.</source>
   <translation>Es gibt eine neuere Verarbeitung derselben Szene.</translation>
  </message>
  <message>
   <location filename="../plugin/map_places.py" />
   <source>There is no layer: add one, or choose the area another way.</source>
   <translation>Es gibt keinen Layer: Fügen Sie einen hinzu, oder wählen Sie das Gebiet anders.</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>This place is outside of the images.</source>
   <translation>Diese Stelle liegt außerhalb der Bilder.</translation>
  </message>
  <message>
   <location filename="../plugin/planning.py" />
   <source>This plan is out of date: the form or the map has changed.</source>
   <translation>Dieser Plan ist überholt: Formular oder Karte haben sich geändert.</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>This run may cost about {worst} units, more than your limit of {limit}.</source>
   <translation>Dieser Lauf kann etwa {worst} Einheiten kosten, mehr als Ihre Grenze von {limit}.</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>This run may cost about {worst} units.</source>
   <translation>Dieser Lauf kann etwa {worst} Einheiten kosten.</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>This script is not saved: save it or discard its changes first.</source>
   <translation>Dieses Skript ist nicht gespeichert: Speichern Sie es, oder verwerfen Sie erst die Änderungen.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>Tile cloud, provider</source>
   <translation>Kachelbewölkung, Anbieter</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Tile cloud, provider (%)</source>
   <translation>Kachelbewölkung, Anbieter (%)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>Tile id</source>
   <translation>Kachelkennung</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Tile {tile}, {date}, tile cloud unknown.</source>
   <translation>Kachel {tile}, {date}, Kachelbewölkung unbekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>Tile {tile}, {date}, tile cloud {cloud:.3g} %.</source>
   <translation>Kachel {tile}, {date}, Kachelbewölkung {cloud:.3g} %.</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>UTM zone of the area</source>
   <translation>UTM-Zone des Gebiets</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>UTM zone {zone} {side} (EPSG:{epsg})</source>
   <translation>UTM-Zone {zone} {side} (EPSG:{epsg})</translation>
  </message>
  <message>
   <location filename="../plugin/runs_list.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Usage</source>
   <translation>Nutzung</translation>
  </message>
  <message>
   <location filename="../plugin/layers/forms.py" />
   <source>Usage of scenes</source>
   <translation>Nutzung der Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Used</source>
   <translation>Verwendet</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Value in the scene raster</source>
   <translation>Wert im Szenenraster</translation>
  </message>
  <message>
   <location filename="../plugin/charting.py" />
   <source>Values at {place}</source>
   <translation>Werte an {place}</translation>
  </message>
  <message>
   <location filename="../plugin/pages.py" />
   <source>Values over time, at a point or in polygons</source>
   <translation>Werte im Lauf der Zeit, an einem Punkt oder in Polygonen</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>Very large: each image takes {count} requests or more, and up to {size} of disk. Try a smaller area or a coarser resolution first.</source>
   <translation>Sehr groß: Jedes Bild braucht {count} Anfragen oder mehr und bis zu {size} auf der Platte. Versuchen Sie es erst mit einem kleineren Gebiet oder gröberer Auflösung.</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>Waits for the run before</source>
   <translation>Wartet auf den Lauf davor</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>When it was acquired is not known.</source>
   <translation>Wann es aufgenommen wurde, ist nicht bekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/words.py" />
   <source>Width (px)</source>
   <translation>Breite (px)</translation>
  </message>
  <message>
   <location filename="../plugin/run_menu.py" />
   <source>Write images, usage and scenes as CSV</source>
   <translation>Bilder, Nutzung und Szenen als CSV schreiben</translation>
  </message>
  <message>
   <location filename="../plugin/run_views.py" />
   <source>Writing the tables of {run} …</source>
   <translation>Die Tabellen von {run} werden geschrieben …</translation>
  </message>
  <message>
   <location filename="../plugin/chart_saving.py" />
   <source>Written: {names}.</source>
   <translation>Geschrieben: {names}.</translation>
  </message>
  <message>
   <location filename="../plugin/words.py" />
   <source>Year</source>
   <translation>Jahr</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>You left it out.</source>
   <translation>Sie haben sie weggelassen.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>about {units} units</source>
   <translation>etwa {units} Einheiten</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>acquisition and tile unknown</source>
   <translation>Aufnahme und Kachel unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>and {count} more</source>
   <translation>und {count} weitere</translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/plan_words.py" />
   <source>and {count} more</source>
   <comment>counted</comment>
   <translation>
    <numerusform>und {count} weitere</numerusform>
    <numerusform>und {count} weitere</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>around a cloud, unclassified</source>
   <translation>um eine Wolke, nicht klassifiziert</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>asked for, not planned yet</source>
   <translation>angefragt, noch nicht geplant</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>at most {worst} units, if tiles hold less than they claim</source>
   <translation>höchstens {worst} Einheiten, wenn Kacheln weniger enthalten, als sie angeben</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>bare soil</source>
   <translation>offener Boden</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>being fetched</source>
   <translation>wird abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>being fetched: {states}</source>
   <translation>wird abgerufen: {states}</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>candidate</source>
   <translation>Kandidat</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>choose your hub, press + beside Account, enter client id and secret as user name and password of a Basic configuration, and test the connection.</source>
   <translation>Wählen Sie Ihren Hub, drücken Sie + neben „Zugang“, tragen Sie Client-ID und Client-Secret als Benutzername und Passwort einer Basic-Konfiguration ein, und testen Sie die Verbindung.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>clear</source>
   <translation>klar</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>cloud</source>
   <translation>Wolke</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>cloud here {cloud}</source>
   <translation>hier Bewölkung {cloud}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>cloud shadow</source>
   <translation>Wolkenschatten</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>cloud unknown</source>
   <translation>Bewölkung unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>cloud, high probability</source>
   <translation>Wolke, hohe Wahrscheinlichkeit</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>cloud, medium probability</source>
   <translation>Wolke, mittlere Wahrscheinlichkeit</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>complete</source>
   <translation>vollständig</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>dark area</source>
   <translation>dunkle Fläche</translation>
  </message>
  <message>
   <location filename="../plugin/connection_words.py" />
   <source>dashboard</source>
   <translation>Dashboard</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>date unknown</source>
   <translation>Datum unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>empty: {reason}</source>
   <translation>leer: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>excluded</source>
   <translation>weggelassen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="../plugin/selection.py" />
   <source>feature-{id}</source>
   <translation>objekt-{id}</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>free: local hub</source>
   <translation>kostenlos: lokaler Hub</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>image cloud unknown</source>
   <translation>Bildbewölkung unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>image cloud unknown, tile cloud {cloud}</source>
   <translation>Bildbewölkung unbekannt, Kachelbewölkung {cloud}</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>image cloud unknown: {count}</source>
   <translation>Bildbewölkung unbekannt: {count}</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>image cloud {cloud}</source>
   <translation>Bildbewölkung {cloud}</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>left out</source>
   <translation>weggelassen</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>less than 1 %</source>
   <translation>weniger als 1 %</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>mainly {main} ({share})</source>
   <translation>hauptsächlich {main} ({share})</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>no cloud</source>
   <translation>keine Wolke</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>no data</source>
   <translation>keine Daten</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>no slots</source>
   <translation>keine Zeitfenster</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>no values</source>
   <translation>keine Werte</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>not asked for</source>
   <translation>nicht angefragt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>not fetched</source>
   <translation>nicht abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>not needed</source>
   <translation>nicht nötig</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>not planned</source>
   <translation>nicht geplant</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>other kind</source>
   <translation>andere Art</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>over the limit</source>
   <translation>über der Grenze</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>partial</source>
   <translation>unvollständig</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>parts missing</source>
   <translation>Teile fehlen</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>planned</source>
   <translation>geplant</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>press Plan to see every slot and the price, then Run.</source>
   <translation>Drücken Sie „Plan“, um jedes Zeitfenster und den Preis zu sehen, dann „Abrufen“.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>quota left unknown</source>
   <translation>übriges Kontingent unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>rejected</source>
   <translation>verworfen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>saturated or defective</source>
   <translation>gesättigt oder defekt</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>scenes, but none is planned</source>
   <translation>Szenen, aber keine ist geplant</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>search {units}</source>
   <translation>Suche {units}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>snow or ice</source>
   <translation>Schnee oder Eis</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>stopped</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>superseded</source>
   <translation>überholt</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>there already: {state}</source>
   <translation>schon da: {state}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>thin cirrus</source>
   <translation>dünne Zirruswolken</translation>
  </message>
  <message>
   <location filename="../plugin/layers/usage_style.py" />
   <source>tile cloud</source>
   <translation>Kachelbewölkung</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>to fetch</source>
   <translation>abzurufen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>unclassified</source>
   <translation>nicht klassifiziert</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>values from {low:.4g} to {high:.4g}</source>
   <translation>Werte von {low:.4g} bis {high:.4g}</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>vegetation</source>
   <translation>Vegetation</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>water</source>
   <translation>Wasser</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>without scenes</source>
   <translation>ohne Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/first_start.py" />
   <source>zoom the map to your place, and choose the days and how many images you want.</source>
   <translation>Zoomen Sie die Karte zu Ihrem Ort, und wählen Sie die Tage und wie viele Bilder Sie wollen.</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>{area} in {count} runs; the first one:</source>
   <translation>{area} in {count} Läufen; der erste:</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>{area}: {product}, {first} to {last}</source>
   <translation>{area}: {product}, {first} bis {last}</translation>
  </message>
  <message>
   <location filename="../plugin/run_limits.py" />
   <source>{changes}; all files stay.</source>
   <translation>{changes}; alle Dateien bleiben.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>{cloud} · 1 tile</source>
   <translation>{cloud} · 1 Kachel</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>{cloud} · tiles unknown</source>
   <translation>{cloud} · Kacheln unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/layers/caption.py" />
   <source>{cloud} · {count} tiles</source>
   <translation>{cloud} · {count} Kacheln</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>{count} acquisitions from {first} to {last}, the main one {main} UTC with {share} of the area.</source>
   <translation>{count} Aufnahmen von {first} bis {last}, die Hauptaufnahme {main} UTC mit {share} des Gebiets.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/dates.py" />
   <source>{count} acquisitions, {first} to {last}</source>
   <translation>{count} Aufnahmen, {first} bis {last}</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>{count} bands</source>
   <translation>{count} Bänder</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} complete</source>
   <translation>{count} vollständig</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} empty</source>
   <translation>{count} leer</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} failed</source>
   <translation>{count} fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="../plugin/selection.py" />
   <source>{count} features are selected, more than {most}: select fewer.</source>
   <translation>{count} Objekte sind ausgewählt, mehr als {most}: Wählen Sie weniger aus.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} images</source>
   <translation>{count} Bilder</translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/plan_words.py" />
   <source>{count} images</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Bild</numerusform>
    <numerusform>{count} Bilder</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/plan_words.py" />
   <source>{count} images are there already</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Bild ist schon da</numerusform>
    <numerusform>{count} Bilder sind schon da</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} images with parts missing: {reason}</source>
   <translation>{count} Bilder, denen Teile fehlen: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>{count} left out</source>
   <translation>{count} weggelassen</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} not fetched</source>
   <translation>{count} nicht abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>{count} pieces</source>
   <translation>{count} Teilstücke</translation>
  </message>
  <message>
   <location filename="../plugin/candidates.py" />
   <source>{count} planned</source>
   <translation>{count} geplant</translation>
  </message>
  <message>
   <location filename="../plugin/layers/places.py" />
   <source>{count} polygons are selected: choose at most {most} of them.</source>
   <translation>{count} Polygone sind ausgewählt: Wählen Sie höchstens {most} davon.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/places.py" />
   <source>{count} polygons together</source>
   <translation>{count} Polygone zusammen</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} rejected</source>
   <translation>{count} verworfen</translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/run_limits.py" />
   <source>{count} rejected</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} verworfen</numerusform>
    <numerusform>{count} verworfen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/costing.py" />
   <source>{count} requests</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Anfrage</numerusform>
    <numerusform>{count} Anfragen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>{count} runs of {slots} · about {units} units if each image needs one tile · &lt;b&gt;Plan&lt;/b&gt; tells the price of the first</source>
   <translation>{count} Läufe mit je {slots} · etwa {units} Einheiten, wenn jedes Bild eine Kachel braucht · &lt;b&gt;Plan&lt;/b&gt; sagt den Preis des ersten</translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/candidates.py" />
   <source>{count} scenes</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Szene</numerusform>
    <numerusform>{count} Szenen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/costing.py" />
   <source>{count} slots</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Zeitfenster</numerusform>
    <numerusform>{count} Zeitfenster</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/plan_words.py" />
   <source>{count} slots empty</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Zeitfenster leer</numerusform>
    <numerusform>{count} Zeitfenster leer</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} slots empty: {reason}</source>
   <translation>{count} Zeitfenster leer: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} slots failed: {reason}</source>
   <translation>{count} Zeitfenster fehlgeschlagen: {reason}</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} slots not fetched</source>
   <translation>{count} Zeitfenster nicht abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{count} slots rejected: {reason}</source>
   <translation>{count} Zeitfenster verworfen: {reason}</translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/run_limits.py" />
   <source>{count} taken back</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} zurückgenommen</numerusform>
    <numerusform>{count} zurückgenommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../plugin/chart_lines.py" />
   <source>{count} tiles more</source>
   <comment>counted</comment>
   <translation>
    <numerusform>{count} Kacheln mehr</numerusform>
    <numerusform>{count} Kacheln mehr</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{count} with parts missing</source>
   <translation>{count} unvollständig</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{degrees}° E</source>
   <translation>{degrees}° O</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{degrees}° N</source>
   <translation>{degrees}° N</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{degrees}° S</source>
   <translation>{degrees}° S</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{degrees}° W</source>
   <translation>{degrees}° W</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{first} to {last}</source>
   <translation>{first} bis {last}</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>{images}, about {units} units</source>
   <translation>{images}, etwa {units} Einheiten</translation>
  </message>
  <message>
   <location filename="../plugin/run_words.py" />
   <source>{kept} of {count} slots remain</source>
   <translation>{kept} von {count} Zeitfenstern bleiben</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>{least} to {planned}, as the service counts samples</source>
   <translation>{least} bis {planned}, wie der Dienst die Aufnahmen zählt</translation>
  </message>
  <message>
   <location filename="../plugin/exporting.py" />
   <source>{name} is being written already: wait, or cancel it.</source>
   <translation>{name} wird schon geschrieben: Warten Sie, oder brechen Sie es ab.</translation>
  </message>
  <message>
   <location filename="../plugin/runs_list.py" />
   <source>{name} is not in the list any more. Its files stay. {undo}</source>
   <translation>{name} ist nicht mehr in der Liste. Seine Dateien bleiben. {undo}</translation>
  </message>
  <message>
   <location filename="../plugin/candidate_rows.py" />
   <source>{percent:.1f} % tile cloud</source>
   <translation>{percent:.1f} % Kachelbewölkung</translation>
  </message>
  <message>
   <location filename="../plugin/slot_cells.py" />
   <source>{planned} planned of {scenes}</source>
   <translation>{planned} von {scenes} geplant</translation>
  </message>
  <message>
   <location filename="../plugin/messages.py" />
   <source>{product}, {first} to {last}</source>
   <translation>{product}, {first} bis {last}</translation>
  </message>
  <message>
   <location filename="../plugin/progress.py" />
   <source>{sentence} · {count} more wait</source>
   <translation>{sentence} · {count} weitere warten</translation>
  </message>
  <message>
   <location filename="../plugin/script_words.py" />
   <source>{share} of the values are clipped: they reach from {low} to {high}, and {type} keeps {least} to {most}.</source>
   <translation>{share} der Werte werden abgeschnitten: Sie reichen von {low} bis {high}, und {type} behält {least} bis {most}.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>{slots} · {requests} and {units} units if each image needs one tile · &lt;b&gt;Plan&lt;/b&gt; tells the price</source>
   <translation>{slots} · {requests} und {units} Einheiten, wenn jedes Bild eine Kachel braucht · &lt;b&gt;Plan&lt;/b&gt; sagt den Preis</translation>
  </message>
  <message>
   <location filename="../plugin/layers/pixel.py" />
   <source>{tile} (id derived)</source>
   <translation>{tile} (Kennung abgeleitet)</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>{time} UTC, tile {tile}, tile cloud {cloud}</source>
   <translation>{time} UTC, Kachel {tile}, Kachelbewölkung {cloud}</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>{title} (own)</source>
   <translation>{title} (eigenes)</translation>
  </message>
  <message>
   <location filename="../plugin/layers/places.py" />
   <source>{title} cannot be placed in the grid of the run.</source>
   <translation>{title} lässt sich nicht ins Raster des Laufs setzen.</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>{units} left of your quota</source>
   <translation>{units} von Ihrem Kontingent übrig</translation>
  </message>
  <message>
   <location filename="../plugin/plan_words.py" />
   <source>{units} of them to read the cloud first</source>
   <translation>{units} davon, um zuerst die Bewölkung zu lesen</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{units} units charged for the images, about {search} for the search.</source>
   <translation>{units} Einheiten für die Bilder berechnet, etwa {search} für die Suche.</translation>
  </message>
  <message>
   <location filename="../plugin/end_words.py" />
   <source>{units} units charged.</source>
   <translation>{units} Einheiten berechnet.</translation>
  </message>
  <message>
   <location filename="../plugin/costing.py" />
   <source>{units} units left of your quota</source>
   <translation>{units} Einheiten von Ihrem Kontingent übrig</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>{valid} of the area has data; the image's own cloud is unknown.</source>
   <translation>{valid} des Gebiets haben Daten; die Bildbewölkung ist unbekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/properties.py" />
   <source>{valid} of the area has data; {cloud} of these pixels are cloud by {source}.</source>
   <translation>{valid} des Gebiets haben Daten; {cloud} dieser Pixel sind laut {source} Wolken.</translation>
  </message>
  <message>
   <location filename="../plugin/chart_lines.py" />
   <source>{valid} of the place has data</source>
   <translation>{valid} der Stelle haben Daten</translation>
  </message>
  <message>
   <location filename="../plugin/area_words.py" />
   <source>{width} × {height} pixels of {resolution:g} m</source>
   <translation>{width} × {height} Pixel von {resolution:g} m</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>– empty</source>
   <translation>– leer</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>“{title}” is chosen for the next run. It is not saved.</source>
   <translation>„{title}“ ist für den nächsten Lauf gewählt. Es ist nicht gespeichert.</translation>
  </message>
  <message>
   <location filename="../plugin/scripting.py" />
   <source>“{title}” is saved among the own products.</source>
   <translation>„{title}“ ist unter den eigenen Produkten gespeichert.</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>○ not fetched</source>
   <translation>○ nicht abgerufen</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>● complete</source>
   <translation>● vollständig</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>◐ parts missing</source>
   <translation>◐ Teile fehlen</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>✕ failed</source>
   <translation>✕ fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="../plugin/track.py" />
   <source>✕ rejected</source>
   <translation>✕ verworfen</translation>
  </message>
 </context>
 <context>
  <name>SceneSlotsDock</name>
  <message>
   <location filename="../ui/dock.py" />
   <source>Scene Slots</source>
   <translation>Scene Slots</translation>
  </message>
 </context>
 <context>
  <name>SceneSlotsSentences</name>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source> and </source>
   <translation> und </translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source> and another </source>
   <translation> und </translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>'{sign}' closes nothing</source>
   <translation>'{sign}' schließt nichts</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>'{sign}' is never closed</source>
   <translation>'{sign}' wird nie geschlossen</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>'{sign}' of line {line}</source>
   <translation>'{sign}' aus Zeile {line}</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>'{sign}' stands where {opened} is still open</source>
   <translation>'{sign}' steht, wo {opened} noch offen ist</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>'{text}' is not a value and a colour such as '0.5 #78c679'</source>
   <translation>'{text}' ist nicht Wert und Farbe wie '0.5 #78c679'</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>A comment is not closed</source>
   <translation>Ein Kommentar ist nicht geschlossen</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>A duration must be at least one day, such as P10D.</source>
   <translation>Eine Dauer muss mindestens einen Tag lang sein, etwa P10D.</translation>
  </message>
  <message>
   <location filename="../plugin/core/limits.py" />
   <source>A limit is a percentage from 0 to 100, not {limit}.</source>
   <translation>Eine Grenze ist ein Prozentwert von 0 bis 100, nicht {limit}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>A number is not whole</source>
   <translation>Eine Zahl ist nicht vollständig</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>A regular expression is not closed</source>
   <translation>Ein regulärer Ausdruck ist nicht geschlossen</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>A string is not closed</source>
   <translation>Eine Zeichenkette ist nicht geschlossen</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>A template is not closed</source>
   <translation>Ein Template ist nicht geschlossen</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s5p_aerosol.js" />
   <source>Aerosol index (354 / 388 nm)</source>
   <translation>Aerosolindex (354 / 388 nm)</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>All scenes of this slot are excluded.</source>
   <translation>Alle Szenen dieses Zeitfensters sind weggelassen.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/endpoints.py" />
   <source>An address must not carry a user name, a password or a query: put client id and secret into a QGIS authentication configuration.</source>
   <translation>Eine Adresse darf weder Benutzername noch Passwort noch Abfrage enthalten: Legen Sie Client-ID und Client-Secret in eine Authentifizierungskonfiguration von QGIS.</translation>
  </message>
  <message>
   <location filename="../plugin/store/gif.py" />
   <source>An animation needs the Python package Pillow.</source>
   <translation>Eine Animation braucht das Python-Paket Pillow.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/answers.py" />
   <source>An answer could not be kept on disk</source>
   <translation>Eine Antwort konnte nicht auf der Platte abgelegt werden</translation>
  </message>
  <message>
   <location filename="../plugin/hub/process.py" />
   <source>An answer could not be kept on disk: {strerror}.</source>
   <translation>Eine Antwort konnte nicht auf der Platte abgelegt werden: {strerror}.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/answers.py" />
   <source>An answer could not be removed</source>
   <translation>Eine Antwort konnte nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>Another program has fetched into the folder “{path}” meanwhile: run again to go on from there.</source>
   <translation>Ein anderes Programm hat inzwischen in den Ordner „{path}“ abgerufen: Starten Sie noch einmal, um von dort weiterzumachen.</translation>
  </message>
  <message>
   <location filename="../plugin/store/lock.py" />
   <source>Another program is fetching into the folder “{folder}”: wait until it has ended, or choose another folder.</source>
   <translation>Ein anderes Programm ruft gerade in den Ordner „{folder}“ ab: Warten Sie, bis es fertig ist, oder wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../plugin/store/pieces.py" />
   <source>Answers could not be removed</source>
   <translation>Antworten konnten nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s5p_co.js" />
   <source>Carbon monoxide (CO)</source>
   <translation>Kohlenmonoxid (CO)</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>Check the account.</source>
   <translation>Prüfen Sie den Zugang.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>Choose an authentication configuration first: its user name is the client id, its password the client secret.</source>
   <translation>Wählen Sie zuerst eine Authentifizierungskonfiguration: ihr Benutzername ist die Client-ID, ihr Passwort das Client-Secret.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>Choose the folder with its whole path.</source>
   <translation>Wählen Sie den Ordner mit seinem ganzen Pfad.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Clearest of {count}</source>
   <translation>Klarstes von {count}</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Closest to the middle of the slot</source>
   <translation>Am nächsten zur Mitte des Zeitfensters</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Closest to {day}</source>
   <translation>Am nächsten zu {day}</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Composed by the script of 1 candidate; which of them it used is unknown</source>
   <translation>Vom Skript aus 1 Kandidaten zusammengesetzt; ob es ihn verwendet hat, ist unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Composed by the script of {count} candidates; which of them it used is unknown</source>
   <translation>Vom Skript aus {count} Kandidaten zusammengesetzt; welche davon es verwendet hat, ist unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/evi.js" />
   <source>EVI (enhanced vegetation index)</source>
   <translation>EVI (verbesserter Vegetationsindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/dem.js" />
   <source>Elevation</source>
   <translation>Höhe</translation>
  </message>
  <message>
   <location filename="../plugin/core/collections.py" />
   <source>Elevation (Copernicus DEM)</source>
   <translation>Höhe (Copernicus DEM)</translation>
  </message>
  <message>
   <location filename="../plugin/language.py" />
   <source>English</source>
   <comment>this language</comment>
   <translation>Deutsch</translation>
  </message>
  <message>
   <location filename="../plugin/core/slots.py" />
   <source>Every slot is excluded: include one at least.</source>
   <translation>Alle Zeitfenster sind weggelassen: Nehmen Sie mindestens eines hinzu.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/false_color.js" />
   <source>False colour (vegetation red)</source>
   <translation>Falschfarben (Vegetation rot)</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>GDAL gave no reason</source>
   <translation>GDAL nannte keinen Grund</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>GDAL's code {code}</source>
   <translation>Code {code} von GDAL</translation>
  </message>
  <message>
   <location filename="../plugin/core/blind.py" />
   <source>In {blind} of {asked} slots no scene of {titles} has a cloud figure: there the latest come first, as by the rule “Most recent”.</source>
   <translation>In {blind} von {asked} Zeitfenstern hat keine Szene von {titles} eine Angabe zur Bewölkung: Dort kommen die jüngsten zuerst, wie bei der Regel „Jüngste“.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>It cannot be read: {strerror}.</source>
   <translation>Sie lässt sich nicht lesen: {strerror}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>It is no evalscript: it has {size} million characters.</source>
   <translation>Sie ist kein Evalscript: Sie hat {size} Millionen Zeichen.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>Its slots are a list of days: repeat it with new dates instead.</source>
   <translation>Ihre Zeitfenster sind eine Liste von Tagen: Wiederholen Sie sie stattdessen mit neuen Tagen.</translation>
  </message>
  <message>
   <location filename="../plugin/store/listing.py" />
   <source>Its {run} is damaged, so it cannot be opened.</source>
   <translation>Seine Datei {run} ist beschädigt, er lässt sich daher nicht öffnen.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/landsat_ndvi.js" />
   <source>Landsat NDVI (vegetation index)</source>
   <translation>Landsat NDVI (Vegetationsindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/landsat_surface_temperature.js" />
   <source>Landsat surface temperature</source>
   <translation>Landsat Oberflächentemperatur</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/landsat_true_color.js" />
   <source>Landsat true colour</source>
   <translation>Landsat Echtfarben</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Least cloud over the area</source>
   <translation>Geringste Bewölkung über dem Gebiet</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Least recent</source>
   <translation>Älteste</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Least tile cloud</source>
   <translation>Geringste Kachelbewölkung</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>Local hub</source>
   <translation>Lokaler Hub</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Made of 1 pass ({kind}).</source>
   <translation>Besteht aus 1 Überflug ({kind}).</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Made of 1 scene.</source>
   <translation>Besteht aus 1 Szene.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Made of {count} passes ({kind}).</source>
   <translation>Besteht aus {count} Überflügen ({kind}).</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>Made of {count} scenes.</source>
   <translation>Besteht aus {count} Szenen.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s5p_ch4.js" />
   <source>Methane (CH4)</source>
   <translation>Methan (CH4)</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>Months of the year are the numbers 1 to 12.</source>
   <translation>Monate des Jahres sind die Zahlen 1 bis 12.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>Most recent</source>
   <translation>Jüngste</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/nbr.js" />
   <source>NBR (burn ratio)</source>
   <translation>NBR (Brandindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/ndmi.js" />
   <source>NDMI (moisture index)</source>
   <translation>NDMI (Feuchteindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/ndvi.js" />
   <source>NDVI (vegetation index)</source>
   <translation>NDVI (Vegetationsindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/ndwi.js" />
   <source>NDWI (water index)</source>
   <translation>NDWI (Wasserindex)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s5p_no2.js" />
   <source>Nitrogen dioxide (NO2)</source>
   <translation>Stickstoffdioxid (NO2)</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>No acquisition in this slot.</source>
   <translation>Keine Aufnahme in diesem Zeitfenster.</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>No pixel has its centre in the area: choose a finer resolution.</source>
   <translation>Kein Pixel hat seinen Mittelpunkt im Gebiet: Wählen Sie eine feinere Auflösung.</translation>
  </message>
  <message>
   <location filename="../plugin/core/blind.py" />
   <source>No scene of {titles} has a cloud figure: the latest come first, as by the rule “Most recent”.</source>
   <translation>Keine Szene von {titles} hat eine Angabe zur Bewölkung: Die jüngsten kommen zuerst, wie bei der Regel „Jüngste“.</translation>
  </message>
  <message>
   <location filename="../plugin/core/orbit.py" />
   <source>No scene over the area has {needed} (they are taken in {found}): choose another product.</source>
   <translation>Keine Szene über dem Gebiet hat {needed} (aufgenommen wird in {found}): Wählen Sie ein anderes Produkt.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>No slot lies in the period and the chosen months: widen them.</source>
   <translation>In Zeitraum und gewählten Monaten liegt kein Zeitfenster: Erweitern Sie sie.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/mosaic.py" />
   <source>None of the {offered} scenes of this slot has data in the area.</source>
   <translation>Keine der {offered} Szenen dieses Zeitfensters hat Daten im Gebiet.</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>None of the {offered} scenes of this slot reaches the area.</source>
   <translation>Keine der {offered} Szenen dieses Zeitfensters erreicht das Gebiet.</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>Not fetched yet.</source>
   <translation>Noch nicht abgerufen.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/run.py" />
   <source>Nothing was fetched: the run may cost up to {worst} processing units, more than the limit of {limit}.</source>
   <translation>Es wurde nichts abgerufen: Der Lauf kann bis zu {worst} Verarbeitungseinheiten kosten, mehr als die Grenze von {limit}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/olci_true_color.js" />
   <source>OLCI true colour</source>
   <translation>OLCI Echtfarben</translation>
  </message>
  <message>
   <location filename="../plugin/core/limits.py" />
   <source>One of its tiles has {tile_cloud_max} % cloud, more than {max_tile_cloud} %.</source>
   <translation>Eine seiner Kacheln hat {tile_cloud_max} % Bewölkung, mehr als {max_tile_cloud} %.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>QGIS cannot open tables in a folder with “{code}” in its name: choose another folder.</source>
   <translation>QGIS kann in einem Ordner mit „{code}“ im Namen keine Tabellen öffnen: Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>QGIS's authentication system is switched off, so no account can be read: install the Qt plugin qca-ossl, or choose the local hub.</source>
   <translation>Die Authentifizierung von QGIS ist abgeschaltet, es lässt sich daher kein Zugang lesen: Installieren Sie das Qt-Plugin qca-ossl, oder wählen Sie den lokalen Hub.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s1_rgb.js" />
   <source>Radar colours (VV, VH, VV/VH)</source>
   <translation>Radarfarben (VV, VH, VV/VH)</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/raw.js" />
   <source>Raw bands (digital numbers)</source>
   <translation>Rohe Bänder (digitale Werte)</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>Run again later.</source>
   <translation>Starten Sie später noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/scl.js" />
   <source>Scene classification (SCL)</source>
   <translation>Szenenklassifikation (SCL)</translation>
  </message>
  <message>
   <location filename="../plugin/core/provenance.py" />
   <source>Scene value {value} is a tile without a time ({tile}); the image was not kept.</source>
   <translation>Szenenwert {value} ist eine Kachel ohne Zeit ({tile}); das Bild wurde nicht behalten.</translation>
  </message>
  <message>
   <location filename="../plugin/core/provenance.py" />
   <source>Scene value {value} is named {one} by one source and {other} by another; the image was not kept.</source>
   <translation>Szenenwert {value} heißt bei einer Quelle {one}, bei einer anderen {other}; das Bild wurde nicht behalten.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/fetch.py" />
   <source>Scene value {value} of the answer is named by nobody; the image was not kept.</source>
   <translation>Szenenwert {value} der Antwort wird von niemandem benannt; das Bild wurde nicht behalten.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/swir.js" />
   <source>Short-wave infrared</source>
   <translation>Kurzwelliges Infrarot</translation>
  </message>
  <message>
   <location filename="../plugin/core/errors.py" />
   <source>Stopped.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/look_up.py" />
   <source>The Catalog could not be asked: {failure}</source>
   <translation>Der Katalog konnte nicht gefragt werden: {failure}</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/look_up.py" />
   <source>The Catalog has no scene of {title} here, though there are some.</source>
   <translation>Der Katalog hat hier keine Szene von {title}, obwohl es welche gibt.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/catalog.py" />
   <source>The Catalog of {title} gave an answer that could not be read: try again later.</source>
   <translation>Der Katalog von {title} gab eine Antwort, die sich nicht lesen ließ: Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/catalog.py" />
   <source>The Catalog of {title} offers more than {most} scenes: choose a smaller area or a shorter period.</source>
   <translation>Der Katalog von {title} bietet mehr als {most} Szenen an: Wählen Sie ein kleineres Gebiet oder einen kürzeren Zeitraum.</translation>
  </message>
  <message>
   <location filename="../plugin/store/stac.py" />
   <source>The STAC catalog of “{path}” could not be written</source>
   <translation>Der STAC-Katalog von „{path}“ konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/hub/endpoints.py" />
   <source>The address must begin with https: over http the client secret would travel in the clear.</source>
   <translation>Die Adresse muss mit https beginnen: Über http ginge das Client-Secret im Klartext durchs Netz.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/endpoints.py" />
   <source>The address of the hub is not complete: write it as https://host/path.</source>
   <translation>Die Adresse des Hubs ist unvollständig: Schreiben Sie sie in der Form https://host/pfad.</translation>
  </message>
  <message>
   <location filename="../plugin/store/gif.py" />
   <source>The animation {path} could not be written</source>
   <translation>Die Animation {path} konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/answers.py" />
   <source>The answer lacks its part “{name}”: try again.</source>
   <translation>Der Antwort fehlt ihr Teil „{name}“: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>The answer of {title} could not be read: try again later.</source>
   <translation>Die Antwort von {title} ließ sich nicht lesen: Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/process.py" />
   <source>The answer of {title} is damaged: try again.</source>
   <translation>Die Antwort von {title} ist beschädigt: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>The answer of {url} ended early: try again.</source>
   <translation>Die Antwort von {url} endete vorzeitig: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/store/pieces.py" />
   <source>The answer {body} could not be kept</source>
   <translation>Die Antwort {body} konnte nicht behalten werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/pieces.py" />
   <source>The answer {body} could not be removed</source>
   <translation>Die Antwort {body} konnte nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/overlay.py" />
   <source>The answers over one piece differ in their bands.</source>
   <translation>Die Antworten zu einem Teilstück unterscheiden sich in ihren Bändern.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/shapes.py" />
   <source>The area cannot be shown in {authid}: choose another map CRS.</source>
   <translation>Das Gebiet lässt sich in {authid} nicht zeigen: Wählen Sie ein anderes KBS für die Karte.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/asked.py" />
   <source>The area crosses the 180th meridian, where EPSG:{epsg} ends: choose the UTM zone.</source>
   <translation>Das Gebiet kreuzt den 180. Längengrad, an dem EPSG:{epsg} endet: Wählen Sie die UTM-Zone.</translation>
  </message>
  <message>
   <location filename="../plugin/core/grid.py" />
   <source>The area goes beyond 180 degrees east or west: choose the UTM zone, or fetch both sides by themselves.</source>
   <translation>Das Gebiet geht über 180 Grad Ost oder West hinaus: Wählen Sie die UTM-Zone, oder rufen Sie beide Seiten einzeln ab.</translation>
  </message>
  <message>
   <location filename="../plugin/core/grid.py" />
   <source>The area goes beyond a pole: latitudes lie between -90 and 90 degrees.</source>
   <translation>Das Gebiet geht über einen Pol hinaus: Breiten liegen zwischen -90 und 90 Grad.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/asked.py" />
   <source>The area has no coordinate reference system, so its place on Earth is not known: set one in the layer's properties.</source>
   <translation>Das Gebiet hat kein Koordinatenbezugssystem, daher ist sein Ort auf der Erde nicht bekannt: Stellen Sie in den Eigenschaften des Layers eines ein.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/shapes.py" />
   <source>The area in {authid} cannot be placed in {authid2}: choose a smaller one, or another CRS.</source>
   <translation>Das Gebiet in {authid} lässt sich nicht nach {authid2} umrechnen: Wählen Sie ein kleineres oder ein anderes KBS.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/asked.py" />
   <source>The area is empty: choose or draw another one.</source>
   <translation>Das Gebiet ist leer: Wählen oder zeichnen Sie ein anderes.</translation>
  </message>
  <message>
   <location filename="../plugin/core/grid.py" />
   <source>The area is empty: zoom the map to a place first.</source>
   <translation>Das Gebiet ist leer: Zoomen Sie die Karte erst zu einem Ort.</translation>
  </message>
  <message>
   <location filename="../plugin/core/area.py" />
   <source>The area is not finite: zoom the map to a place first.</source>
   <translation>Das Gebiet ist nicht endlich: Zoomen Sie die Karte erst zu einem Ort.</translation>
  </message>
  <message>
   <location filename="../plugin/core/area.py" />
   <source>The area is too near a pole for a UTM zone: choose EPSG:3413 or EPSG:3995 in the north, EPSG:3031 in the south.</source>
   <translation>Das Gebiet liegt für eine UTM-Zone zu nahe an einem Pol: Wählen Sie EPSG:3413 oder EPSG:3995 im Norden, EPSG:3031 im Süden.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/asked.py" />
   <source>The area is too wide for the UTM zone EPSG:{epsg}: choose a smaller one, or another CRS.</source>
   <translation>Das Gebiet ist zu breit für die UTM-Zone EPSG:{epsg}: Wählen Sie ein kleineres oder ein anderes KBS.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/area.py" />
   <source>The area is {width} by {height} pixels, more than {largest} a side: choose a smaller one, or larger pixels: a resolution of at least {fitting}.</source>
   <translation>Das Gebiet hat {width} mal {height} Pixel, mehr als {largest} je Seite: Wählen Sie ein kleineres, oder größere Pixel: eine Auflösung von mindestens {fitting}.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/geodesy.py" />
   <source>The area lies outside of what EPSG:{epsg} can show: choose another CRS.</source>
   <translation>Das Gebiet liegt außerhalb dessen, was EPSG:{epsg} zeigen kann: Wählen Sie ein anderes KBS.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/asked.py" />
   <source>The area runs around a pole: choose a smaller one, or a polar CRS and the extent of the map.</source>
   <translation>Das Gebiet läuft um einen Pol herum: Wählen Sie ein kleineres, oder ein polares KBS und die Ausdehnung der Karte.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>The authentication configuration could not be read: enter QGIS's master password and try again.</source>
   <translation>Die Authentifizierungskonfiguration ließ sich nicht lesen: Geben Sie das Hauptpasswort von QGIS ein, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>The authentication configuration has no client id or no secret: fill in both.</source>
   <translation>Die Authentifizierungskonfiguration hat keine Client-ID oder kein Client-Secret: Füllen Sie beide aus.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>The authentication configuration must be of the kind “Basic authentication”: user name is the client id, password the client secret.</source>
   <translation>Die Authentifizierungskonfiguration muss von der Art „Basic“ sein: Benutzername ist die Client-ID, Passwort das Client-Secret.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>The certificate of {host} is not trusted: see QGIS Options, Authentication, Manage Certificates.</source>
   <translation>Dem Zertifikat von {host} wird nicht vertraut: siehe Optionen von QGIS, Authentifizierung, Zertifikate verwalten.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>The chosen authentication configuration does not exist any more: choose another one.</source>
   <translation>Die gewählte Authentifizierungskonfiguration gibt es nicht mehr: Wählen Sie eine andere.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>The clearest pixel is chosen of 2 to {max_depth} samples.</source>
   <translation>Das klarste Pixel wird aus 2 bis {max_depth} Aufnahmen gewählt.</translation>
  </message>
  <message>
   <location filename="../plugin/credentials.py" />
   <source>The client id and secret could not be stored: set QGIS's master password first.</source>
   <translation>Client-ID und Client-Secret konnten nicht gespeichert werden: Legen Sie erst das Hauptpasswort von QGIS fest.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/scans.py" />
   <source>The cloud over the area could not be read: {error}</source>
   <translation>Die Bewölkung über dem Gebiet ließ sich nicht lesen: {error}</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/reading.py" />
   <source>The collection has no band {missing}.</source>
   <translation>Die Kollektion hat kein Band {missing}.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/paper.py" />
   <source>The contact sheet {path} could not be written.</source>
   <translation>Der Kontaktbogen {path} konnte nicht geschrieben werden.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/paper.py" />
   <source>The contact sheet {pdf} could not be written</source>
   <translation>Der Kontaktbogen {pdf} konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/tokens.py" />
   <source>The evalscript cannot be read: {what} (line {line}).</source>
   <translation>Das Evalscript lässt sich nicht lesen: {what} (Zeile {line}).</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/families.py" />
   <source>The evalscript has neither a function evaluatePixel nor a return.</source>
   <translation>Das Evalscript hat weder eine Funktion evaluatePixel noch ein return.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/build.py" />
   <source>The evalscript has no functions; it must be unfolded first.</source>
   <translation>Das Evalscript hat keine Funktionen; es muss erst entfaltet werden.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/families.py" />
   <source>The evalscript is empty.</source>
   <translation>Das Evalscript ist leer.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/families.py" />
   <source>The evalscript is written for VERSION=2, which the service no longer documents; please convert it to VERSION=3.</source>
   <translation>Das Evalscript ist für VERSION=2 geschrieben, die der Dienst nicht mehr dokumentiert; bitte stellen Sie es auf VERSION=3 um.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/fusion.py" />
   <source>The evalscript reads a data source “{name}”: say in its header which collection that is, such as “// sources: {name2} sentinel-2-l2a”.</source>
   <translation>Das Evalscript liest eine Datenquelle „{name}“: Sagen Sie in seinem Kopf, welche Kollektion das ist, etwa „// sources: {name2} sentinel-2-l2a“.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/build.py" />
   <source>The evalscript reads several samples per pixel; it runs as it is.</source>
   <translation>Das Evalscript liest je Pixel mehrere Aufnahmen; es läuft so, wie es ist.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/reading.py" />
   <source>The evalscript returns lists of several lengths: {told}.</source>
   <translation>Das Evalscript gibt Listen verschiedener Länge zurück: {told}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/bare.py" />
   <source>The evalscript returns neither a list nor a number ({told}).</source>
   <translation>Das Evalscript gibt weder eine Liste noch eine Zahl zurück ({told}).</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/reading.py" />
   <source>The evalscript uses no band of the collection.</source>
   <translation>Das Evalscript verwendet kein Band der Kollektion.</translation>
  </message>
  <message>
   <location filename="../plugin/store/landing.py" />
   <source>The file {path} could not be read</source>
   <translation>Die Datei {path} konnte nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/rasters.py" />
   <source>The file {path} could not be removed</source>
   <translation>Die Datei {path} konnte nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/landing.py" />
   <source>The file {path} could not be written</source>
   <translation>Die Datei {path} konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/library.py" />
   <source>The file {path} has changed since it was saved: try again.</source>
   <translation>Die Datei {path} hat sich geändert, seit sie gespeichert wurde: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/store/landing.py" />
   <source>The file {path} is damaged: it has no “{name}”.</source>
   <translation>Die Datei {path} ist beschädigt: Sie hat kein „{name}“.</translation>
  </message>
  <message>
   <location filename="../plugin/store/landing.py" />
   <source>The file {path} is damaged: it is not a JSON document.</source>
   <translation>Die Datei {path} ist beschädigt: Sie ist kein JSON-Dokument.</translation>
  </message>
  <message>
   <location filename="../plugin/store/document.py" />
   <source>The file {path} is damaged: {name}, {error}.</source>
   <translation>Die Datei {path} ist beschädigt: {name}, {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/store/listing.py" />
   <source>The folder cannot be read: {error}.</source>
   <translation>Der Ordner lässt sich nicht lesen: {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/store/listing.py" />
   <source>The folder holds no run: its {run} is missing.</source>
   <translation>Der Ordner enthält keinen Lauf: {run} fehlt.</translation>
  </message>
  <message>
   <location filename="../plugin/store/listing.py" />
   <source>The folder is not there: it was moved, renamed or deleted.</source>
   <translation>Der Ordner ist nicht da: Er wurde verschoben, umbenannt oder gelöscht.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>The folder {existing} is not writable: choose another folder.</source>
   <translation>Der Ordner {existing} ist nicht beschreibbar: Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>The folder {folder} cannot be read: {error}.</source>
   <translation>Der Ordner {folder} lässt sich nicht lesen: {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/store/pieces.py" />
   <source>The folder {folder} could not be made</source>
   <translation>Der Ordner {folder} konnte nicht angelegt werden</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>The folder {folder} holds no STAC catalog ({catalogs}): choose another one, or none for the sample scenes.</source>
   <translation>Der Ordner {folder} enthält keinen STAC-Katalog ({catalogs}): Wählen Sie einen anderen, oder keinen für die Beispielszenen.</translation>
  </message>
  <message>
   <location filename="../plugin/exporting.py" />
   <source>The folder {target} cannot be made: choose another one.</source>
   <translation>Der Ordner {target} kann nicht angelegt werden: Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>The folder “{path}” holds a run with another {names}: choose a new folder.</source>
   <translation>Der Ordner „{path}“ enthält einen Lauf, der sich unterscheidet in: {names}. Wählen Sie einen neuen Ordner.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>The folder “{path}” holds no run: its {run} is missing.</source>
   <translation>Der Ordner „{path}“ enthält keinen Lauf: {run} fehlt.</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>The folder “{path}” holds other files: choose an empty or new one.</source>
   <translation>Der Ordner „{path}“ enthält andere Dateien: Wählen Sie einen leeren oder neuen.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>The header of the product '{name}' is wrong: {error}.</source>
   <translation>Der Kopf des Produkts '{name}' ist falsch: {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>The host {host} is not known: check the address and your network.</source>
   <translation>Der Rechner {host} ist nicht bekannt: Prüfen Sie die Adresse und Ihr Netz.</translation>
  </message>
  <message>
   <location filename="../plugin/store/decode.py" />
   <source>The image that the service sent could not be read</source>
   <translation>Das Bild, das der Dienst schickte, ließ sich nicht lesen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/raster.py" />
   <source>The image {name} cannot be opened</source>
   <translation>Das Bild {name} lässt sich nicht öffnen</translation>
  </message>
  <message>
   <location filename="../plugin/layers/raster.py" />
   <source>The image {name} cannot be opened: was it moved or deleted?</source>
   <translation>Das Bild {name} lässt sich nicht öffnen: Wurde es verschoben oder gelöscht?</translation>
  </message>
  <message>
   <location filename="../plugin/layers/stretch.py" />
   <source>The image {path} cannot be opened</source>
   <translation>Das Bild {path} lässt sich nicht öffnen</translation>
  </message>
  <message>
   <location filename="../plugin/store/decode.py" />
   <source>The image {path} could not be read</source>
   <translation>Das Bild {path} konnte nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/rasters.py" />
   <source>The image {path} could not be written</source>
   <translation>Das Bild {path} konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>The list of days is empty: add a day, or the days of a slot.</source>
   <translation>Die Liste der Tage ist leer: Fügen Sie einen Tag hinzu, oder die Tage eines Zeitfensters.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub cannot start: the Python that QGIS runs on was not found. Choose another hub.</source>
   <translation>Der lokale Hub kann nicht starten: Das Python, auf dem QGIS läuft, wurde nicht gefunden. Wählen Sie einen anderen Hub.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub cannot start: {errorstring}. Choose another hub.</source>
   <translation>Der lokale Hub kann nicht starten: {errorstring}. Wählen Sie einen anderen Hub.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub did not say where it listens.</source>
   <translation>Der lokale Hub sagte nicht, wo er zu erreichen ist.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub did not start in time: try again.</source>
   <translation>Der lokale Hub startete nicht rechtzeitig: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub ended before it was ready.</source>
   <translation>Der lokale Hub endete, bevor er bereit war.</translation>
  </message>
  <message>
   <location filename="../plugin/jobs/local_hub.py" />
   <source>The local hub needs the Python package mini-racer: install it with “{value}” and start QGIS again, or choose another hub.</source>
   <translation>Der lokale Hub braucht das Python-Paket mini-racer: Installieren Sie es mit „{value}“ und starten Sie QGIS neu, oder wählen Sie einen anderen Hub.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/area.py" />
   <source>The map has no coordinate reference system, so its place on Earth is not known: set one in the project's properties.</source>
   <translation>Die Karte hat kein Koordinatenbezugssystem, daher ist ihr Ort auf der Erde nicht bekannt: Stellen Sie in den Eigenschaften des Projekts eines ein.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/area.py" />
   <source>The map's extent in {authid} cannot be placed in {authid2}: zoom in to the area that you want.</source>
   <translation>Die Ausdehnung der Karte in {authid} lässt sich nicht nach {authid2} umrechnen: Zoomen Sie auf das Gebiet, das Sie wollen.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/area.py" />
   <source>The map's extent is empty: zoom the map to a place first.</source>
   <translation>Die Ausdehnung der Karte ist leer: Zoomen Sie die Karte erst zu einem Ort.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/area.py" />
   <source>The map's extent is not finite: zoom the map to a place first.</source>
   <translation>Die Ausdehnung der Karte ist nicht endlich: Zoomen Sie die Karte erst zu einem Ort.</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>The one scene of this slot does not reach the area.</source>
   <translation>Die eine Szene dieses Zeitfensters erreicht das Gebiet nicht.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/mosaic.py" />
   <source>The one scene of this slot has no data in the area.</source>
   <translation>Die eine Szene dieses Zeitfensters hat im Gebiet keine Daten.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>The period can be cut into 1 to {max_slots} parts.</source>
   <translation>Der Zeitraum kann in 1 bis {max_slots} Teile geteilt werden.</translation>
  </message>
  <message>
   <location filename="../plugin/core/slots.py" />
   <source>The period ends ({last_day}) before it starts ({first_day}): exchange the two dates.</source>
   <translation>Der Zeitraum endet ({last_day}), bevor er beginnt ({first_day}): Vertauschen Sie die beiden Tage.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>The period holds more than {max_slots} slots: shorten it or choose a slower rhythm.</source>
   <translation>Der Zeitraum enthält mehr als {max_slots} Zeitfenster: Kürzen Sie ihn, oder wählen Sie einen langsameren Rhythmus.</translation>
  </message>
  <message>
   <location filename="../plugin/store/listing.py" />
   <source>The place of the run is unknown</source>
   <translation>Der Ort des Laufs ist unbekannt</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>The product cannot be saved as {path}: {strerror}.</source>
   <translation>Das Produkt lässt sich nicht als {path} speichern: {strerror}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>The product has no name yet: type a title first.</source>
   <translation>Das Produkt hat noch keinen Namen: Geben Sie erst einen Titel ein.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>The product reads all scenes of a slot by itself, so none of them can be left out: use all scenes again, or choose another product.</source>
   <translation>Das Produkt liest von sich aus alle Szenen eines Zeitfensters, keine kann also weggelassen werden: Nutzen Sie wieder alle Szenen, oder wählen Sie ein anderes Produkt.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>The product {name} cannot be read: {error}.</source>
   <translation>Das Produkt {name} lässt sich nicht lesen: {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>The product “{title}” is not made for {title2}: choose another product.</source>
   <translation>Das Produkt „{title}“ ist nicht für {title2} gemacht: Wählen Sie ein anderes Produkt.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>The product “{title}” is not made for {title2}: choose another.</source>
   <translation>Das Produkt „{title}“ ist nicht für {title2} gemacht: Wählen Sie ein anderes.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/look.py" />
   <source>The range of values ends ({high}) before it begins ({low}).</source>
   <translation>Der Wertebereich endet ({high}), bevor er beginnt ({low}).</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/look.py" />
   <source>The range of values needs both its ends, or none.</source>
   <translation>Der Wertebereich braucht beide Enden oder keines.</translation>
  </message>
  <message>
   <location filename="../plugin/store/pixel.py" />
   <source>The raster {beside} could not be read</source>
   <translation>Das Raster {beside} konnte nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/profile.py" />
   <source>The raster {path} could not be read</source>
   <translation>Das Raster {path} konnte nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/core/grid.py" />
   <source>The resolution must be greater than 0.</source>
   <translation>Die Auflösung muss größer als 0 sein.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>The rhythm “{rhythm}” is not understood: use one of {rhythms}, a duration such as P10D, “6 parts”, or a list of days.</source>
   <translation>Der Rhythmus „{rhythm}“ ist nicht verständlich: Nehmen Sie einen von {rhythms}, eine Dauer wie P10D, „6 parts“ oder eine Liste von Tagen.</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>The run folder “{path}” could not be made</source>
   <translation>Der Ordner des Laufs „{path}“ konnte nicht angelegt werden</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/review.py" />
   <source>The run folder “{path}” could not be written</source>
   <translation>Der Ordner des Laufs „{path}“ konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>The run in “{path}” cannot be read back: its {run} lacks what makes a job ({name}, {error}).</source>
   <translation>Der Lauf in „{path}“ lässt sich nicht wieder lesen: In {run} fehlt, was einen Auftrag ausmacht ({name}, {error}).</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>The run in “{path}” cannot be read back: {error}</source>
   <translation>Der Lauf in „{path}“ lässt sich nicht wieder lesen: {error}</translation>
  </message>
  <message>
   <location filename="../plugin/runs.py" />
   <source>The run {name} is going already: let it end first.</source>
   <translation>Der Lauf {name} ist schon unterwegs: Lassen Sie ihn erst enden.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/scan.py" />
   <source>The scan of the cloud over the area is not what was asked for.</source>
   <translation>Der Überblick über die Wolken im Gebiet ist nicht das, was angefragt war.</translation>
  </message>
  <message>
   <location filename="../plugin/store/scene_rasters.py" />
   <source>The scene raster {path} could not be written</source>
   <translation>Das Szenenraster {path} konnte nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/outlines.py" />
   <source>The scene raster {scene_values} could not be read</source>
   <translation>Das Szenenraster {scene_values} konnte nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/core/outlook.py" />
   <source>The scenes of this slot are excluded or do not reach the area.</source>
   <translation>Die Szenen dieses Zeitfensters sind weggelassen oder erreichen das Gebiet nicht.</translation>
  </message>
  <message>
   <location filename="../plugin/checking.py" />
   <source>The script does not read {title}: choose one of its collections to check it with.</source>
   <translation>Das Skript liest {title} nicht: Wählen Sie zum Prüfen eine seiner Kollektionen.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/script.py" />
   <source>The script reads {measured}, and a scene of {title} holds one of them: use a script for each.</source>
   <translation>Das Skript liest {measured}, und eine Szene von {title} enthält nur eines davon: Nehmen Sie für jedes ein eigenes Skript.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>The series goes to {last_day} already.</source>
   <translation>Die Serie reicht schon bis {last_day}.</translation>
  </message>
  <message>
   <location filename="../plugin/core/area.py" />
   <source>The service does not deliver images in EPSG:{epsg}: choose the UTM zone, EPSG:3857 or EPSG:4326.</source>
   <translation>Der Dienst liefert keine Bilder in EPSG:{epsg}: Wählen Sie die UTM-Zone, EPSG:3857 oder EPSG:4326.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>The service draws this collection with pixels of at most {coarsest} m: choose a finer resolution.</source>
   <translation>Der Dienst zeichnet diese Kollektion mit Pixeln von höchstens {coarsest} m: Wählen Sie eine feinere Auflösung.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/fetch.py" />
   <source>The service sent something else than classes: try again.</source>
   <translation>Der Dienst schickte etwas anderes als Klassen: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/fetch.py" />
   <source>The service sent something else than scene values: try again.</source>
   <translation>Der Dienst schickte etwas anderes als Szenenwerte: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/core/provenance.py" />
   <source>The service's user data do not name the tiles of the image.</source>
   <translation>Die Zusatzdaten des Dienstes nennen die Kacheln des Bildes nicht.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/recall.py" />
   <source>The slots of this series are parts of its period, so all of them would change: repeat it with new dates instead.</source>
   <translation>Die Zeitfenster dieser Serie sind Teile ihres Zeitraums, alle würden sich also ändern: Wiederholen Sie sie stattdessen mit neuen Tagen.</translation>
  </message>
  <message>
   <location filename="../plugin/layers/tables.py" />
   <source>The table {name} of {folder} cannot be opened.</source>
   <translation>Die Tabelle {name} von {folder} lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <location filename="../plugin/store/reading.py" />
   <source>The tables {path} are damaged: {error}.</source>
   <translation>Die Tabellen {path} sind beschädigt: {error}.</translation>
  </message>
  <message>
   <location filename="../plugin/store/reading.py" />
   <source>The tables {path} could not be read</source>
   <translation>Die Tabellen {path} konnten nicht gelesen werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/tables.py" />
   <source>The tables {path} could not be written</source>
   <translation>Die Tabellen {path} konnten nicht geschrieben werden</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>The unfinished run folder could not be removed</source>
   <translation>Der unfertige Ordner des Laufs konnte nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>The units of the account may be used up, or it may lack the right.</source>
   <translation>Die Einheiten des Zugangs sind vielleicht verbraucht, oder ihm fehlt das Recht.</translation>
  </message>
  <message>
   <location filename="../plugin/core/slots.py" />
   <source>The year of {day} is out of range: use {years} to {years2}.</source>
   <translation>Das Jahr von {day} liegt außerhalb des Bereichs: Nehmen Sie {years} bis {years2}.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/mosaic.py" />
   <source>There are no data in the area.</source>
   <translation>Im Gebiet gibt es keine Daten.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>There is a file {name} among the own products already: choose another title.</source>
   <translation>Unter den eigenen Produkten gibt es schon eine Datei {name}: Wählen Sie einen anderen Titel.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>There is no acquisition over the area in the period: choose other days or another place.</source>
   <translation>Im Zeitraum gibt es keine Aufnahme über dem Gebiet: Wählen Sie andere Tage oder einen anderen Ort.</translation>
  </message>
  <message>
   <location filename="../plugin/core/collections.py" />
   <source>There is no collection “{name}”: use one of {collections}.</source>
   <translation>Eine Kollektion „{name}“ gibt es nicht: Nehmen Sie eine von {collections}.</translation>
  </message>
  <message>
   <location filename="../plugin/core/orbit.py" />
   <source>There is no direction “{direction}”: use {directions}.</source>
   <translation>Eine Richtung „{direction}“ gibt es nicht: Nehmen Sie {directions}.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>There is no hub “{hub}”: use one of {names}.</source>
   <translation>Einen Hub „{hub}“ gibt es nicht: Nehmen Sie einen von {names}.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>There is no product '{name}'; there are {products}.</source>
   <translation>Ein Produkt '{name}' gibt es nicht; es gibt {products}.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>There is no product “{product}”: use one of {known}.</source>
   <translation>Ein Produkt „{product}“ gibt es nicht: Nehmen Sie eines von {known}.</translation>
  </message>
  <message>
   <location filename="../plugin/core/rules.py" />
   <source>There is no rule “{name}”: use one of {rules}.</source>
   <translation>Eine Regel „{name}“ gibt es nicht: Nehmen Sie eine von {rules}.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/trial.py" />
   <source>There is no scene to try the script on.</source>
   <translation>Es gibt keine Szene, an der sich das Skript probieren ließe.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>This collection has no acquisitions</source>
   <translation>Diese Kollektion hat keine Aufnahmen</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>This hub has no {title}: choose another collection or another hub.</source>
   <translation>Dieser Hub hat {title} nicht: Wählen Sie eine andere Kollektion oder einen anderen Hub.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/true_color.js" />
   <source>True colour</source>
   <translation>Echtfarben</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s1_vh_db.js" />
   <source>VH backscatter</source>
   <translation>VH-Rückstreuung</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products/s1_vv_db.js" />
   <source>VV backscatter</source>
   <translation>VV-Rückstreuung</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>a part of the path is a file, choose another folder</source>
   <translation>ein Teil des Pfads ist eine Datei, wählen Sie einen anderen Ordner</translation>
  </message>
  <message>
   <location filename="../plugin/hub/patience.py" />
   <source>about {hours} hours</source>
   <translation>etwa {hours} Stunden</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/facts.py" />
   <source>area</source>
   <translation>Gebiet</translation>
  </message>
  <message>
   <location filename="../plugin/hub/session.py" />
   <source>check the token address</source>
   <translation>prüfen Sie die Token-Adresse</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/facts.py" />
   <source>collection</source>
   <translation>Kollektion</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>complete</source>
   <translation>vollständig</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/facts.py" />
   <source>grid</source>
   <translation>Raster</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/facts.py" />
   <source>hub</source>
   <translation>Hub</translation>
  </message>
  <message>
   <location filename="../plugin/store/decode.py" />
   <source>it has {size} by {size2} pixels (bands: {rastercount}) where {width} by {height} were asked for</source>
   <translation>es hat {size} mal {size2} Pixel (Bänder: {rastercount}), wo {width} mal {height} angefragt waren</translation>
  </message>
  <message>
   <location filename="../plugin/store/document.py" />
   <source>it is no JSON object</source>
   <translation>es ist kein JSON-Objekt</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>it is not there, or locked away</source>
   <translation>sie ist nicht da oder gesperrt</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>of several kinds</source>
   <translation>verschiedener Art</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>one scene came to the catalog</source>
   <translation>neu im Katalog: eine Szene</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>one scene left the catalog</source>
   <translation>nicht mehr im Katalog: eine Szene</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>partial</source>
   <translation>unvollständig</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/facts.py" />
   <source>product</source>
   <translation>Produkt</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>rejected</source>
   <translation>verworfen</translation>
  </message>
  <message>
   <location filename="../plugin/core/images.py" />
   <source>stopped</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>the catalog changed</source>
   <translation>der Katalog hat sich geändert</translation>
  </message>
  <message>
   <location filename="../plugin/store/features.py" />
   <source>the column {name} is missing</source>
   <translation>die Spalte {name} fehlt</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the disk is full</source>
   <translation>die Platte ist voll</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the disk is read-only, choose another folder</source>
   <translation>die Platte ist schreibgeschützt, wählen Sie einen anderen Ordner</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the disk quota is used up</source>
   <translation>das Kontingent auf der Platte ist verbraucht</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the disk refuses, it may be full</source>
   <translation>die Platte verweigert es, sie ist vielleicht voll</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the file or its folder is not there</source>
   <translation>die Datei oder ihr Ordner ist nicht da</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the file would be too large for the disk</source>
   <translation>die Datei würde zu groß für die Platte</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>the path is too long, choose a shorter one</source>
   <translation>der Pfad ist zu lang, wählen Sie einen kürzeren</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>the provider has processed {names} anew</source>
   <translation>vom Anbieter neu verarbeitet: {names}</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>the sources '{text}' are no pairs such as 's1 sentinel-1-grd'</source>
   <translation>die Quellen '{text}' sind keine Paare wie 's1 sentinel-1-grd'</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/products.py" />
   <source>the style '{text}' is none of rgb, gray and ramp with its bands</source>
   <translation>der Stil '{text}' ist weder rgb noch gray noch ramp mit den zugehörigen Bändern</translation>
  </message>
  <message>
   <location filename="../plugin/hub/session.py" />
   <source>try again later</source>
   <translation>versuchen Sie es später noch einmal</translation>
  </message>
  <message>
   <location filename="../plugin/hub/patience.py" />
   <source>up to an hour</source>
   <translation>bis zu einer Stunde</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>writing is not allowed there, choose another folder</source>
   <translation>Schreiben ist dort nicht erlaubt, wählen Sie einen anderen Ordner</translation>
  </message>
  <message>
   <location filename="../plugin/store/rows.py" />
   <source>{cell} is no time with a zone.</source>
   <translation>{cell} ist keine Zeit mit Zeitzone.</translation>
  </message>
  <message>
   <location filename="../plugin/core/limits.py" />
   <source>{cloud_pct} % of its pixels are cloud, more than {max_cloud_pct} %.</source>
   <translation>{cloud_pct} % seiner Pixel sind Wolken, mehr als {max_cloud_pct} %.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>{count} of the scenes that were left out by hand cannot be recognised.</source>
   <translation>{count} der von Hand weggelassenen Szenen lassen sich nicht wiedererkennen.</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>{count} scenes came to the catalog</source>
   <translation>neu im Katalog: {count} Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>{count} scenes left the catalog</source>
   <translation>nicht mehr im Katalog: {count} Szenen</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>{existing} is a file, not a folder: choose another folder.</source>
   <translation>{existing} ist eine Datei, kein Ordner: Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/mosaic.py" />
   <source>{failed} of {pieces} pieces are missing. {failures}</source>
   <translation>{failed} von {pieces} Teilstücken fehlen. {failures}</translation>
  </message>
  <message>
   <location filename="../plugin/store/pieces.py" />
   <source>{folder} could not be removed</source>
   <translation>{folder} konnte nicht entfernt werden</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>{host} could not be reached: {errorstring}.</source>
   <translation>{host} war nicht zu erreichen: {errorstring}.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>{host} did not answer in time: try again, or raise the time-out in QGIS Options, Network.</source>
   <translation>{host} antwortete nicht rechtzeitig: Versuchen Sie es noch einmal, oder erhöhen Sie das Zeitlimit in den Optionen von QGIS unter „Netzwerk“.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/qgis_transport.py" />
   <source>{host} refuses connections: check the address, or try again later.</source>
   <translation>{host} verweigert Verbindungen: Prüfen Sie die Adresse, oder versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <location filename="../plugin/evalscript/own.py" />
   <source>{name} is left out. {product}</source>
   <translation>{name} bleibt außen vor. {product}</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>{reason} Waiting {seconds} s.</source>
   <translation>{reason} Warte {seconds} s.</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>{said} A newer image could not be fetched: {failure}</source>
   <translation>{said} Ein neueres Bild ließ sich nicht abrufen: {failure}</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>{said} Its days are part of the slot {slot}.</source>
   <translation>{said} Seine Tage gehören zum Zeitfenster {slot}.</translation>
  </message>
  <message>
   <location filename="../plugin/core/keeping.py" />
   <source>{said} Not fetched anew, though since then {changes}.</source>
   <translation>{said} Nicht neu abgerufen, obwohl es seither Änderungen gab: {changes}.</translation>
  </message>
  <message>
   <location filename="../plugin/core/limits.py" />
   <source>{said} Rejected: {objection}</source>
   <translation>{said} Verworfen: {objection}</translation>
  </message>
  <message>
   <location filename="../plugin/store/faults.py" />
   <source>{sentence}: another program is using it, close that.</source>
   <translation>{sentence}: Ein anderes Programm benutzt sie gerade, schließen Sie es.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>{title} allows no more requests a minute.</source>
   <translation>{title} lässt keine weiteren Anfragen je Minute zu.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/patience.py" />
   <source>{title} allows no more requests for {about}: what is used up may be the units of a month. Run again later; what came is kept.</source>
   <translation>{title} lässt für {about} keine weiteren Anfragen zu: Verbraucht sind vielleicht die Einheiten eines Monats. Starten Sie später noch einmal; was gekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>{title} answered HTTP {status}.</source>
   <translation>{title} antwortete mit HTTP {status}.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/service.py" />
   <source>{title} answered HTTP {status}{said}</source>
   <translation>{title} antwortete mit HTTP {status}{said}</translation>
  </message>
  <message>
   <location filename="../plugin/hub/session.py" />
   <source>{title} answered without an access token: check the token address.</source>
   <translation>{title} antwortete ohne Zugangs-Token: Prüfen Sie die Token-Adresse.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/script.py" />
   <source>{title} does not offer {title2}: choose another.</source>
   <translation>{title} bietet {title2} nicht an: Wählen Sie etwas anderes.</translation>
  </message>
  <message>
   <location filename="../plugin/intake.py" />
   <source>{title} does not tell the cloud that “{title2}” needs: choose another rule.</source>
   <translation>{title} gibt die Bewölkung nicht an, die „{title2}“ braucht: Wählen Sie eine andere Regel.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/session.py" />
   <source>{title} gave no access token (HTTP {status}): {advice}.</source>
   <translation>{title} gab kein Zugangs-Token aus (HTTP {status}): {advice}.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>{title} has no band that tells cloud at {title2}: choose another rule than “{title3}”.</source>
   <translation>{title} hat bei {title2} kein Band, das Wolken angibt: Wählen Sie eine andere Regel als „{title3}“.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/script.py" />
   <source>{title} has no band {missing} at {title2}: choose another product or collection.</source>
   <translation>{title} hat bei {title2} kein Band {missing}: Wählen Sie ein anderes Produkt oder eine andere Kollektion.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/prepare.py" />
   <source>{title} has no cloud figure: choose another rule than “{title2}”.</source>
   <translation>{title} hat keine Angabe zur Bewölkung: Wählen Sie eine andere Regel als „{title2}“.</translation>
  </message>
  <message>
   <location filename="../plugin/hub/session.py" />
   <source>{title} refused the client id and secret: check them in the authentication configuration, and that they belong to this hub.</source>
   <translation>{title} wies Client-ID und Client-Secret zurück: Prüfen Sie, ob sie in der Authentifizierungskonfiguration stimmen und zu diesem Hub gehören.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/tally.py" />
   <source>{told}; which pixels have data is unknown.</source>
   <translation>{told}; welche Pixel Daten haben, ist unbekannt.</translation>
  </message>
  <message>
   <location filename="../plugin/core/limits.py" />
   <source>{valid_pct} % of the area have data, less than {min_valid_pct} %.</source>
   <translation>{valid_pct} % des Gebiets haben Daten, weniger als {min_valid_pct} %.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/look_up.py" />
   <source>{why} The hub tells of no scene there, either.</source>
   <translation>{why} Auch der Hub kennt dort keine Szene.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/look_up.py" />
   <source>{why} The hub tells of one scene there, which is asked for.</source>
   <translation>{why} Der Hub kennt dort eine Szene, die angefragt wird.</translation>
  </message>
  <message>
   <location filename="../plugin/pipeline/look_up.py" />
   <source>{why} Without a plan all {count} scenes are asked for, which may cost more.</source>
   <translation>{why} Ohne Plan werden alle {count} Szenen angefragt, das kann mehr kosten.</translation>
  </message>
  <message>
   <location filename="../plugin/core/days.py" />
   <source>“{day}” is no day: write the day of the month (15) or of the year (07-15).</source>
   <translation>„{day}“ ist kein Tag: Schreiben Sie den Tag des Monats (15) oder des Jahres (07-15).</translation>
  </message>
  <message>
   <location filename="../plugin/core/rhythm.py" />
   <source>“{entry}” is no day and no pair of days: write 2018-03-01 or 2018-03-01/2018-03-10.</source>
   <translation>„{entry}“ ist weder ein Tag noch ein Paar von Tagen: Schreiben Sie 2018-03-01 oder 2018-03-01/2018-03-10.</translation>
  </message>
  <message>
   <location filename="../plugin/store/claim.py" />
   <source>“{path}” is a file: choose another place for the run folder.</source>
   <translation>„{path}“ ist eine Datei: Wählen Sie einen anderen Platz für den Ordner des Laufs.</translation>
  </message>
  <message>
   <location filename="../plugin/store/folder.py" />
   <source>“{path}” is no run folder: it holds no {run}.</source>
   <translation>„{path}“ ist kein Ordner eines Laufs: {run} fehlt.</translation>
  </message>
 </context>
 <context>
  <name>ScriptEditor</name>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>&amp;Check</source>
   <translation>&amp;Prüfen</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>&amp;Discard changes</source>
   <translation>Änderungen &amp;verwerfen</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Band</source>
   <translation>Band</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Bands of the collection</source>
   <translation>Bänder der Kollektion</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Check &amp;with</source>
   <translation>Prüfen &amp;mit</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Choose the script for the next run without saving it</source>
   <translation>Das Skript für den nächsten Lauf wählen, ohne es zu speichern</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Close the window; what is not saved is there again later</source>
   <translation>Das Fenster schließen; was nicht gespeichert ist, ist später wieder da</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Double click writes the name into the script</source>
   <translation>Doppelklick schreibt den Namen ins Skript</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Evalscript</source>
   <translation>Evalscript</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Go back to what was saved, or to what the editor began with</source>
   <translation>Zurück zu dem, was gespeichert wurde oder womit der Editor begann</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Keep the script among the own products (Ctrl+S)</source>
   <translation>Das Skript unter den eigenen Produkten ablegen (Strg+S)</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Run the script over a few pixels on the local hub, as a run would (Ctrl+Return); nothing is paid</source>
   <translation>Das Skript auf dem lokalen Hub über ein paar Pixel laufen lassen, wie ein Lauf es täte (Strg+Enter); es kostet nichts</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>The script is checked with scenes of this collection</source>
   <translation>Das Skript wird mit Szenen dieser Kollektion geprüft</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Unit</source>
   <translation>Einheit</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>Use &amp;once</source>
   <translation>&amp;Einmal benutzen</translation>
  </message>
  <message>
   <location filename="../ui/script_editor.py" />
   <source>{title}[*] (evalscript)</source>
   <translation>{title}[*] (Evalscript)</translation>
  </message>
 </context>
 <context>
  <name>ScriptHeader</name>
  <message>
   <location filename="../ui/script_header.py" />
   <source>&amp;Look</source>
   <translation>&amp;Darstellung</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>&amp;Title</source>
   <translation>&amp;Titel</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>&amp;Unit</source>
   <translation>Ein&amp;heit</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>&amp;Values</source>
   <translation>&amp;Werte</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>How QGIS draws the images of a series</source>
   <translation>Wie QGIS die Bilder einer Serie zeichnet</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Made &amp;for</source>
   <translation>Gemacht &amp;für</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Names of the bands of the image, with commas between</source>
   <translation>Namen der Bänder des Bildes, mit Kommas dazwischen</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Offer the product for these collections; none: for all of them</source>
   <translation>Das Produkt für diese Kollektionen anbieten; keine heißt: für alle</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Output &amp;bands</source>
   <translation>Ausgabe&amp;bänder</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>The words by which the product is chosen; its file has them, too</source>
   <translation>Die Worte, unter denen das Produkt gewählt wird; seine Datei heißt ebenso</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Unit of the values, such as dB or K</source>
   <translation>Einheit der Werte, etwa dB oder K</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Value that is drawn brightest</source>
   <translation>Wert, der am hellsten gezeichnet wird</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>Value that is drawn darkest</source>
   <translation>Wert, der am dunkelsten gezeichnet wird</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>as the image</source>
   <translation>wie das Bild</translation>
  </message>
  <message>
   <location filename="../ui/script_header.py" />
   <source>to</source>
   <translation>bis</translation>
  </message>
 </context>
 <context>
  <name>ScriptPart</name>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Edit the product; of one that comes with the plugin, a copy</source>
   <translation>Das Produkt bearbeiten; von einem mitgelieferten eine Kopie</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Edit …</source>
   <translation>Bearbeiten …</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Folder of the own products</source>
   <translation>Ordner der eigenen Produkte</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>New script …</source>
   <translation>Neues Skript …</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Open the folder of the own products: files put there are offered</source>
   <translation>Den Ordner der eigenen Produkte öffnen: Dateien darin werden angeboten</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Orbit &amp;direction</source>
   <translation>Orbi&amp;trichtung</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Radar seen from the other side is another picture; the two are mixed only where that is asked for</source>
   <translation>Radar von der anderen Seite gesehen ist ein anderes Bild; beide werden nur gemischt, wo es verlangt wird</translation>
  </message>
  <message>
   <location filename="../ui/script_part.py" />
   <source>Write or paste an evalscript and check it over sample scenes</source>
   <translation>Ein Evalscript schreiben oder einfügen und an Beispielszenen prüfen</translation>
  </message>
 </context>
 <context>
  <name>SeriesChart</name>
  <message>
   <location filename="../ui/series_chart.py" />
   <source>Chart of values over time</source>
   <translation>Diagramm der Werte im Lauf der Zeit</translation>
  </message>
 </context>
 <context>
  <name>SeriesPage</name>
  <message>
   <location filename="../ui/series_page.ui" />
   <source> m</source>
   <translation> m</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source> tiles</source>
   <translation> Kacheln</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source> units</source>
   <translation> Einheiten</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Address</source>
   <translation>Adr&amp;esse</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Best pixel</source>
   <translation>Beste Pi&amp;xel</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;From (UTC)</source>
   <translation>&amp;Von (UTC)</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Hub</source>
   <translation>&amp;Hub</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Product</source>
   <translation>&amp;Produkt</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Run</source>
   <translation>Ab&amp;rufen</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;Scenes</source>
   <translation>Sz&amp;enen</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>&amp;To, included</source>
   <translation>&amp;Bis, einschließlich</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>A QGIS authentication configuration of the kind Basic: user name is the client id, password the client secret. Only its id is stored.</source>
   <translation>Eine Authentifizierungskonfiguration von QGIS der Art „Basic“: Benutzername ist die Client-ID, Passwort das Client-Secret. Nur ihre Kennung wird gespeichert.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>A folder with a static STAC catalog of your own; empty for the sample scenes.</source>
   <translation>Ein Ordner mit einem eigenen statischen STAC-Katalog; leer für die Beispielszenen.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>A run that may cost more processing units than this asks before it fetches anything; at 0 every run asks.</source>
   <translation>Ein Lauf, der mehr Verarbeitungseinheiten kosten kann, fragt nach, bevor er etwas abruft; bei 0 fragt jeder Lauf.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Acco&amp;unt</source>
   <translation>Z&amp;ugang</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Address that gives access tokens.</source>
   <translation>Adresse, die Zugangs-Token ausgibt.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Area</source>
   <translation>Gebiet</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Ask abo&amp;ve</source>
   <translation>&amp;Nachfragen ab</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Co&amp;llection</source>
   <translation>Ko&amp;llektion</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Count cloud, shadow and snow among the very pixels of the image, not of the whole tile. The band that tells them is one more that is paid for.</source>
   <translation>Wolken, Schatten und Schnee in den Pixeln des Bildes selbst zählen, nicht in der ganzen Kachel. Das Band, das sie angibt, wird zusätzlich bezahlt.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Every run has a folder of its own in here; the same run once more goes on in the same one.</source>
   <translation>Jeder Lauf hat hier einen eigenen Ordner; derselbe Lauf noch einmal macht im selben weiter.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>F&amp;older</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Fetch the images into a new folder and show them on the map.</source>
   <translation>Die Bilder in einen neuen Ordner abrufen und auf der Karte zeigen.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>First day of the series, from 00:00 UTC.</source>
   <translation>Erster Tag der Serie, ab 00:00 UTC.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>How many tiles are compared at each place; all of them are paid for.</source>
   <translation>Wie viele Kacheln an jeder Stelle verglichen werden; alle werden bezahlt.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>How the period is cut into slots. Choose one, or type a duration (P10D is ten days), a number of parts (6 parts) or days (2018-03-01/2018-03-10, 2018-04-01/2018-04-10).</source>
   <translation>Wie der Zeitraum in Zeitfenster geteilt wird. Wählen Sie, oder tippen Sie eine Dauer (P10D sind zehn Tage), eine Anzahl von Teilen (6 parts) oder Tage (2018-03-01/2018-03-10, 2018-04-01/2018-04-10).</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Hub</source>
   <translation>Hub</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Images with more cloud are rejected and stay off the map; their files stay. The image's own cloud decides where it is counted, else the figure of its tiles.</source>
   <translation>Bilder mit mehr Wolken werden verworfen und kommen nicht auf die Karte; ihre Dateien bleiben. Es gilt die Bildbewölkung, wo sie gezählt wird, sonst die Angabe der Kacheln.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Last day of the series; it is included, until 24:00 UTC.</source>
   <translation>Letzter Tag der Serie; er gehört dazu, bis 24:00 UTC.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Max &amp;cloud</source>
   <translation>&amp;Max. Bewölkung</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Move the map and the period to the scenes that the local hub offers.</source>
   <translation>Karte und Zeitraum zu den Szenen bewegen, die der lokale Hub anbietet.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>One &amp;image per</source>
   <translation>E&amp;in Bild je</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Open QGIS's options at the hub and account: there the connection is tested, and what is left of the account is told.</source>
   <translation>Die Optionen von QGIS bei Hub und Zugang öffnen: Dort wird die Verbindung getestet und gesagt, was vom Zugang übrig ist.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Pla&amp;n</source>
   <translation>Pl&amp;an</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>R&amp;esolution</source>
   <translation>Auflö&amp;sung</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Root address of the service.</source>
   <translation>Wurzeladresse des Dienstes.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Show on the m&amp;ap</source>
   <translation>Au&amp;f der Karte zeigen</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Show what a run would fetch and what it would cost. This asks the catalog once and fetches nothing.</source>
   <translation>Zeigen, was ein Lauf abrufen und kosten würde. Das fragt den Katalog einmal und ruft nichts ab.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Side of a pixel on the ground, the same for every image.</source>
   <translation>Seitenlänge eines Pixels am Boden, in allen Bildern gleich.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Test connection …</source>
   <translation>Verbindung testen …</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>The day that the image should be closest to: 15 is a day of the month, 07-15 one of the year; empty is the middle of the slot.</source>
   <translation>Der Tag, dem das Bild am nächsten sein soll: 15 ist ein Tag des Monats, 07-15 einer des Jahres; leer ist die Mitte des Zeitfensters.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>The satellite data that the images are made of.</source>
   <translation>Die Satellitendaten, aus denen die Bilder gemacht werden.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>To&amp;ken address</source>
   <translation>&amp;Token-Adresse</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>What is drawn from the data.</source>
   <translation>Was aus den Daten gezeichnet wird.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Where the images are made. The local hub works offline and without an account.</source>
   <translation>Wo die Bilder gemacht werden. Der lokale Hub arbeitet offline und ohne Zugang.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>Which tile wins where several cover a place in the same slot.</source>
   <translation>Welche Kachel gewinnt, wo mehrere im selben Zeitfenster eine Stelle bedecken.</translation>
  </message>
  <message>
   <location filename="../ui/series_page.ui" />
   <source>middle of the slot</source>
   <translation>Mitte des Zeitfensters</translation>
  </message>
 </context>
 <context>
  <name>SlotStrip</name>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>Ask for all slots</source>
   <translation>Alle Zeitfenster anfragen</translation>
  </message>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>Ask for this slot</source>
   <translation>Dieses Zeitfenster anfragen</translation>
  </message>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>Leave out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>Show the image</source>
   <translation>Bild zeigen</translation>
  </message>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>Slots</source>
   <translation>Zeitfenster</translation>
  </message>
  <message>
   <location filename="../ui/slot_strip.py" />
   <source>{number} of {count}: {words}</source>
   <translation>{number} von {count}: {words}</translation>
  </message>
 </context>
 <context>
  <name>SlotTable</name>
  <message>
   <location filename="../ui/slot_table.py" />
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <location filename="../ui/slot_table.py" />
   <source>Slot</source>
   <translation>Zeitfenster</translation>
  </message>
  <message>
   <location filename="../ui/slot_table.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
 </context>
 <context>
  <name>StepBar</name>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>First slot (Home)</source>
   <translation>Erstes Zeitfenster (Pos1)</translation>
  </message>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>Last slot (End)</source>
   <translation>Letztes Zeitfenster (Ende)</translation>
  </message>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>Show image</source>
   <translation>Bild zeigen</translation>
  </message>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>Show the image on the map (Enter)</source>
   <translation>Das Bild auf der Karte zeigen (Enter)</translation>
  </message>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>Slot after (Right)</source>
   <translation>Nächstes Zeitfenster (Rechts)</translation>
  </message>
  <message>
   <location filename="../ui/step_bar.py" />
   <source>Slot before (Left)</source>
   <translation>Voriges Zeitfenster (Links)</translation>
  </message>
 </context>
 <context>
  <name>TimePart</name>
  <message>
   <location filename="../ui/time_part.py" />
   <source>Months: all</source>
   <translation>Monate: alle</translation>
  </message>
  <message>
   <location filename="../ui/time_part.py" />
   <source>Months: only those that are pressed</source>
   <translation>Monate: nur die gedrückten</translation>
  </message>
 </context>
 <context>
  <name>Welcome</name>
  <message>
   <location filename="../ui/welcome.py" />
   <source>&lt;b&gt;Your first series&lt;/b&gt;</source>
   <translation>&lt;b&gt;Ihre erste Serie&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>Choose a step to go to its fields.</source>
   <translation>Wählen Sie einen Schritt, um zu seinen Feldern zu gehen.</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>Hide the first steps</source>
   <translation>Die ersten Schritte ausblenden</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>Move the map to the sample scenes in Romania and fetch one image per month of 2018 from the local hub: no account, no network, no price.</source>
   <translation>Die Karte zu den Beispielszenen in Rumänien bewegen und vom lokalen Hub ein Bild je Monat des Jahres 2018 abrufen: ohne Zugang, ohne Netz, ohne Preis.</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>No account? Real scenes come with the plugin, and work offline:</source>
   <translation>Kein Zugang? Echte Szenen sind dabei, auch offline:</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>Show this no more.</source>
   <translation>Nicht mehr zeigen.</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>Try with sample scenes</source>
   <translation>Mit Beispielszenen probieren</translation>
  </message>
  <message>
   <location filename="../ui/welcome.py" />
   <source>With an account:</source>
   <translation>Mit Zugang:</translation>
  </message>
 </context>
</TS>
