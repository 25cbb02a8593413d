package sample

import "strings"

// The lists are functions so that nothing can change them. In a list of words "_" stands for a space.

func lastNames() []string {
	return strings.Fields(`Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy
		Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André
		Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas
		Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard
		Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martínez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal
		Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc
		Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin
		Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles
		Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Collet Léger Bouvier Julien Prévost
		Millet Perrot Daniel Cousin Germain Breton Besson Langlois Rémy Pélissier Lévêque Perrier Leblanc Barré Lebrun
		Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier
		Chevallier Collin Chauvin Bouchet Gay Lemaître Bénard Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélemy
		Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte Nguyen Traoré Diallo Benali Haddad Öztürk
		Kowalski Ferreira Gonçalves Müller Bœuf L'Hermite D'Almeida Le_Goff Le_Gall de_La_Tour Saint-Martin Ben_Amar`)
}

func firstNames() []string {
	return strings.Fields(`Jean Pierre Michel André Philippe Alain Bernard Jacques Daniel Patrick Gérard Christian Nicolas
		Claude René Louis Christophe Laurent Éric Stéphane Thierry Frédéric David Julien Olivier François Sébastien Pascal
		Jérôme Thomas Alexandre Guillaume Vincent Maxime Romain Antoine Benoît Loïc Gaël Raphaël Théo Hugo Léo Noé Joël
		Jean-Pierre Jean-Luc Jean-François Marie Nathalie Isabelle Sylvie Catherine Françoise Martine Christine Monique
		Valérie Sandrine Véronique Stéphanie Sophie Céline Chantal Patricia Anne Brigitte Hélène Julie Aurélie Émilie
		Élodie Laëtitia Camille Léa Manon Chloé Inès Zoé Maëlys Océane Anaïs Noémie Gaëlle Solène Agnès Thérèse Cécile
		Marie-Claire Anne-Sophie Samir Karim Mohamed Fatima Aminata Ousmane Emre João Piotr Thi_Mai Raúl Ngọc`)
}

func titles() []string {
	return []string{
		"Comptable", "Assistante de direction", "Technicien", "Ingénieure d'affaires", "Responsable régional", "Acheteur",
		"Chargée de clientèle", "Chef d'équipe", "Juriste", "Développeuse", "Contrôleur de gestion", "Conducteur de travaux",
		"Standardiste", "Directeur d'agence", "Préparatrice de commandes", "Dessinateur projeteur",
	}
}

func companies() []string {
	return []string{
		"Aciéries", "Ascenseurs", "Ateliers", "Bâtiments", "Bois & Charpentes", "Boulangerie", "Cabinet", "Câbles", "Chauffage",
		"Conseil", "Couverture", "Électricité", "Étude", "Fonderie", "Garage", "Imprimerie", "Laboratoire", "Menuiserie",
		"Métaux", "Mutuelle", "Nettoyage", "Papeterie", "Peinture", "Plomberie", "Serrurerie", "Transports", "Verrerie", "Voyages",
	}
}

// divisions are the folders below the root.
func divisions() []string {
	return []string{
		"Direction générale", "Direction administrative", "Direction commerciale", "Direction technique",
		"Direction des systèmes d'information", "Production", "Logistique", "Recherche & développement", "Qualité",
		"Fournisseurs", "Partenaires", "Clients",
	}
}

// cities are the folders of the second level, and where people work.
func cities() []string {
	return []string{
		"Paris", "Lyon", "Marseille", "Lille", "Bordeaux", "Nantes", "Toulouse", "Strasbourg", "Rennes", "Orléans", "Nîmes",
		"Saint-Étienne", "Béziers", "Évreux", "Besançon", "Le Mans",
	}
}

// teams are the folders further down.
func teams() []string {
	return []string{
		"Accueil", "Comptabilité", "RH", "Achats/Ventes", "Bureau d'études", "Atelier", "Après-vente", "Équipe de nuit",
	}
}
