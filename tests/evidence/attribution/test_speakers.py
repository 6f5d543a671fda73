"""Who says it: every way a text can name its source, on crises no lexicon entry was written for."""

from __future__ import annotations

import pytest

from leeway.evidence.model import Speaker
from attribution_reading import who

CASES = [
    # body, clause, country, name, role, org (parts that must be in it)
    ("Rebels of the Moora Front took Tarsa on Monday, two residents reached by phone said.", "Rebels of the Moora Front took Tarsa", "LR", None, "resident", None),
    ("The port was closed on Friday, according to a shipping agent and two diplomats.", "The port was closed", "LR", None, "agent", None),
    ("According to the Red Cross, 4,000 people are sheltering in the stadium at Bomi.", "4,000 people are sheltering in the stadium", "LR", None, None, "Red Cross"),
    ("Liberian defence minister Daniel Chea said government troops had left the bridge.", "government troops had left the bridge", "LR", "Daniel Chea", "minister", "Liberia"),
    ("Daniel Chea, the defence minister, said government troops had left the bridge.", "government troops had left the bridge", "LR", "Daniel Chea", "minister", "Liberia"),
    ("Government troops had left the bridge, said Daniel Chea, the defence minister.", "Government troops had left the bridge", "LR", "Daniel Chea", None, None),
    ('"They are four kilometres away," said Mary Kollie, a nurse at the Redemption hospital.', "They are four kilometres away", "LR", "Mary Kollie", "nurse", None),
    ('"They are four kilometres away," a nurse told Northern Wire. "The shelling has not stopped since dawn."', "The shelling has not stopped since dawn", "LR", None, "nurse", None),
    ("The French foreign ministry on Tuesday advised its nationals to leave Bangui.", "advised its nationals to leave Bangui", "CF", None, None, "French foreign ministry"),
    ("France has told its citizens to leave Bangui at once.", "told its citizens to leave Bangui at once", "CF", None, None, "France"),
    ("Moscow said its embassy in Tripoli had been moved to Tunis.", "its embassy in Tripoli had been moved to Tunis", "LY", None, None, "Russia"),
    ("A Western diplomat, who asked not to be named, said the airport road was cut.", "the airport road was cut", "SO", None, "diplomat", None),
    ("The airport road was cut, said a Western diplomat who asked not to be named.", "The airport road was cut", "SO", None, "diplomat", None),
    ("Speaking on condition of anonymity, a senior official said the airport road was cut.", "the airport road was cut", "SO", None, "official", None),
    ("The BBC reported that the ministry of defence had said the garrison at Baidoa was surrounded.", "the garrison at Baidoa was surrounded", "SO", None, None, "defence ministry"),
    ("Kenya has sent 200 soldiers to the border. The troops will stay a month, the Kenyan defence ministry said in a statement.", "The troops will stay a month", "SO", None, None, "Kenyan defence ministry"),
    ("The United Nations said on Thursday that 12,000 people had fled Juba. It added that 5,000 were sheltering at its base.", "5,000 were sheltering at its base", "SS", None, None, "United Nations"),
    ("Army spokesman Philip Aguer said rebels had attacked Bor. He said the town was still in government hands.", "the town was still in government hands", "SS", "Philip Aguer", "spokesman", "army"),
    ("Army spokesman Philip Aguer said rebels had attacked Bor. Speaking later, Aguer denied that the town had fallen.", "the town had fallen", "SS", "Aguer", None, None),
    ("The Rapid Liberation Front (RLF) claimed on Sunday to have taken Bor. An RLF commander said the airfield was next.", "the airfield was next", "SS", None, "commander", "Rapid Liberation Front"),
    ("Three aid workers in Malakal told the agency that fighters had entered the hospital.", "fighters had entered the hospital", "SS", None, "aid worker", None),
    ("A US intelligence assessment says the capital could fall within three months.", "the capital could fall within three months", "IQ", None, None, "United States"),
    ("Mosul governor Atheel al-Nujaifi told reporters the army had abandoned its posts.", "the army had abandoned its posts", "IQ", "Nujaifi", "governor", None),
    ("Per the Norwegian Refugee Council, some 300,000 people left Mosul in two days.", "some 300,000 people left Mosul in two days", "IQ", None, None, "Norwegian Refugee Council"),
    ("The State Department's spokeswoman, Jen Psaki, said the embassy in Baghdad would move some staff to Basra.", "the embassy in Baghdad would move some staff to Basra", "IQ", "Jen Psaki", None, "State Department"),
    ("Militants now hold Tikrit, witnesses and a police colonel said.", "Militants now hold Tikrit", "IQ", None, "witness", None),
    ("In Kherson, the mayor, Ihor Kolykhaiev, wrote on Facebook that Russian troops were in the city hall.", "Russian troops were in the city hall", "UA", "Ihor Kolykhaiev", "mayor", None),
    ("Ukraine's general staff reported that Russian forces had been pushed back 15 km from Mykolaiv.", "Russian forces had been pushed back 15 km", "UA", None, None, "Ukrain"),
    ("Russian forces hold the northern suburbs, the Institute for the Study of War assessed.", "Russian forces hold the northern suburbs", "UA", None, None, "Institute for the Study of War"),
    ("The British embassy in Kyiv tweeted that its office had moved to Lviv.", "its office had moved to Lviv", "UA", None, None, "UK embassy Kyiv"),
    ("Pentagon officials believe the column is 25 km from the city centre.", "the column is 25 km from the city centre", "UA", None, "official", "Pentagon"),
    ("Italy's defence minister, Guido Crosetto, announced that a plane would leave at noon.", "a plane would leave at noon", "SD", "Guido Crosetto", "minister", "Ital"),
    ("A spokesperson for the Saudi-led coalition said its aircraft had hit a convoy near Marib.", "its aircraft had hit a convoy near Marib", "YE", None, "spokesperson", None),
    ("Houthi forces are 10 km from Marib, a local government official and a tribal leader said on Sunday.", "Houthi forces are 10 km from Marib", "YE", None, "official", None),
    ("The airline's director, speaking from Nairobi, said no flights would leave on Friday.", "no flights would leave on Friday", "SO", None, "director", None),
    ("Shop owner Abdi Hassan said by phone that gunmen had taken over the crossroads.", "gunmen had taken over the crossroads", "SO", "Abdi Hassan", None, None),
    ("The road to Phnom Penh's airport was under rocket fire on Thursday.", "The road to Phnom Penh's airport was under rocket fire", "KH", None, None, "Northern Wire"),
    ("State radio said the president had gone to the front. The palace gates were shut.", "The palace gates were shut", "TD", None, None, "Northern Wire"),
    ("Citing a hospital source, Reuters said 40 wounded had been flown to Djibouti.", "40 wounded had been flown to Djibouti", "TD", None, "source", None),
    ("Rebel columns were seen at Massakory, an official at the governor's office said, citing a police report.", "Rebel columns were seen at Massakory", "TD", None, None, "police"),
    ("Two of the diplomats said they had been told to pack.", "they had been told to pack", "TD", None, "diplomat", None),
    ("Paris, which has 1,100 troops in the country, said its garrison would guard the airport.", "its garrison would guard the airport", "TD", None, None, "France"),
    ("Civilians were warned by the army to stay away from the ring road.", "Civilians were warned by the army to stay away from the ring road", "TD", None, None, "army"),
    ("Médecins Sans Frontières estimates that 20,000 people have crossed the river.", "20,000 people have crossed the river", "TD", None, None, "Médecins Sans Frontières"),
    ("The town's deputy mayor could hear shelling, he said.", "The town's deputy mayor could hear shelling", "TD", None, "mayor", None),
    ("“We have the city,” a man who gave his name as Colonel Idriss told the radio station.", "We have the city", "TD", None, None, None),
    ("U.N. spokesman Farhan Haq told reporters in New York that 300 staff had been relocated to Entebbe.", "300 staff had been relocated to Entebbe", "CD", "Farhan Haq", "spokesman", "United Nations"),
    ("WFP's country director, Peter Musoko, warned that food for Goma would run out within two weeks.", "food for Goma would run out within two weeks", "CD", "Peter Musoko", "director", "World Food Programme"),
]


@pytest.mark.parametrize(("body", "clause", "country", "name", "role", "org"), CASES)
def test_speaker(body: str, clause: str, country: str, name: str | None, role: str | None, org: str | None) -> None:
    """The first source of a clause is found, with as much of name, role and organisation as the text gives."""
    speaker, _ = who(body, clause, country)
    for wanted, got in ((name, speaker.name), (role, speaker.role), (org, speaker.org)):
        assert wanted is None or (got is not None and wanted.casefold() in got.casefold()), speaker
    if name or role:
        assert speaker != Speaker(org="Northern Wire")
